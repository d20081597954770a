import { createComment, editComment, removeComment } from '../comments.ts'
import { GitHubError, notFound } from '../github-error.ts'
import { paged } from '../paging.ts'
import type { RepositoryCall, Route } from '../router.ts'
import { commentJson, reactionJson } from '../shapes/comment-json.ts'
import { botOf, type Comment } from '../world.ts'
import { type Permission, repositoryRoute } from './repository-route.ts'

const reading: readonly Permission[] = [
  ['issues', 'read'],
  ['pull_requests', 'read'],
]
const writing: readonly Permission[] = [
  ['issues', 'write'],
  ['pull_requests', 'write'],
]

export const commentRoutes: readonly Route[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', reading, (call) => {
    const { world, repository, params } = call
    const number = Number(params.issue_number)
    if (!repository.pulls.has(number)) throw notFound()
    const comments = [...world.comments.values()].filter(
      (comment) => comment.repositoryId === repository.id && comment.issueNumber === number,
    )
    return paged(call, comments, (page) => page.map((comment) => commentJson(world, repository, comment)))
  }),

  repositoryRoute('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', writing, (call) => {
    const { world, repository, params, body } = call
    const comment = createComment(call, repository, {
      number: Number(params.issue_number),
      body: String(body.body),
      author: botOf(world, world.app.id),
      appId: world.app.id,
    })
    return { status: 201, body: commentJson(world, repository, comment) }
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', reading, (call) => ({
    status: 200,
    body: commentJson(call.world, call.repository, commentOf(call)),
  })),

  repositoryRoute('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', writing, (call) => {
    const { world, repository, body } = call
    const comment = ownCommentOf(call)
    editComment(call, repository, comment, String(body.body), botOf(world, world.app.id))
    return { status: 200, body: commentJson(world, repository, comment) }
  }),

  repositoryRoute('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', writing, (call) => {
    removeComment(call, call.repository, commentOf(call), botOf(call.world, call.world.app.id))
    return { status: 204 }
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', reading, (call) =>
    paged(call, commentOf(call).reactions, (page) => page.map((reaction) => reactionJson(call.world, reaction))),
  ),

  repositoryRoute('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', writing, (call) => {
    const { world, body } = call
    const comment = commentOf(call)
    const user = botOf(world, world.app.id)
    const content = String(body.content)
    const known = comment.reactions.find((reaction) => reaction.content === content && reaction.user === user)
    if (known) return { status: 200, body: reactionJson(world, known) }
    const reaction = { id: world.nextId(), content, user, at: world.now() }
    comment.reactions.push(reaction)
    return { status: 201, body: reactionJson(world, reaction) }
  }),
]

function commentOf({ world, repository, params }: RepositoryCall): Comment {
  const comment = world.comments.get(Number(params.comment_id))
  if (!comment || comment.repositoryId !== repository.id) throw notFound()
  return comment
}

function ownCommentOf(call: RepositoryCall): Comment {
  const comment = commentOf(call)
  if (comment.appId !== call.world.app.id) throw new GitHubError(403, 'Resource not accessible by integration')
  return comment
}
