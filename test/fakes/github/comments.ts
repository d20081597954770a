import { emitRepositoryEvent, type Stage } from './events.ts'
import { notFound, unprocessable } from './github-error.ts'
import { commentJson, issueJson } from './shapes/comment-json.ts'
import type { Account, Comment, JsonObject, Repository } from './world.ts'

export type NewComment = {
  readonly number: number
  readonly body: string
  readonly author: Account
  readonly appId: number | null
}

/** Measured cap of issue comments, in bytes of UTF-8; GitHub's own message names another. */
const longest = 262_144

export function createComment(stage: Stage, repository: Repository, comment: NewComment): Comment {
  refuseTooLong(comment.body)
  if (!repository.pulls.has(comment.number)) throw notFound()
  const now = stage.world.now()
  const created: Comment = {
    id: stage.world.nextId(),
    repositoryId: repository.id,
    issueNumber: comment.number,
    author: comment.author,
    appId: comment.appId,
    createdAt: now,
    updatedAt: now,
    body: comment.body,
    reactions: [],
  }
  stage.world.comments.set(created.id, created)
  emitComment(stage, repository, created, { action: 'created', sender: comment.author })
  return created
}

export function editComment(
  stage: Stage,
  repository: Repository,
  comment: Comment,
  body: string,
  sender: Account,
): void {
  refuseTooLong(body)
  const changes = { body: { from: comment.body } }
  Object.assign(comment, { body, updatedAt: stage.world.now() })
  emitComment(stage, repository, comment, { action: 'edited', sender, fields: { changes } })
}

export function removeComment(stage: Stage, repository: Repository, comment: Comment, sender: Account): void {
  stage.world.comments.delete(comment.id)
  emitComment(stage, repository, comment, { action: 'deleted', sender })
}

function refuseTooLong(body: string): void {
  if (body.trim() === '')
    throw unprocessable('Validation Failed', [{ resource: 'IssueComment', code: 'missing_field', field: 'body' }])
  if (Buffer.byteLength(body) > longest) {
    const message = 'Body is too long (maximum is 65536 characters)'
    throw unprocessable('Validation Failed', [
      { resource: 'IssueComment', code: 'unprocessable', field: 'data', message },
    ])
  }
}

function emitComment(
  stage: Stage,
  repository: Repository,
  comment: Comment,
  { action, sender, fields = {} }: { action: string; sender: Account; fields?: JsonObject },
): void {
  const pull = repository.pulls.get(comment.issueNumber)
  if (!pull) return
  const issue = issueJson(stage.world, repository, pull)
  emitRepositoryEvent(stage, repository, {
    event: 'issue_comment',
    action,
    permissions: ['issues', 'pull_requests'],
    sender,
    fields: { ...fields, issue, comment: commentJson(stage.world, repository, comment) },
  })
}
