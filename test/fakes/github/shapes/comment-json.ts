import { type Comment, iso, type JsonObject, type PullRequest, type Repository, type World } from '../world.ts'
import { accountJson, nodeId } from './account-json.ts'
import { appJson } from './app-json.ts'
import { repositoryPage, repositoryUrl } from './repository-json.ts'

const kinds = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'eyes', 'rocket'] as const

export function commentJson(world: World, repository: Repository, comment: Comment): JsonObject {
  const { id, author, appId, issueNumber } = comment
  const app = appId === null ? undefined : world.apps.get(appId)
  const url = `${repositoryUrl(world, repository)}/issues/comments/${id}`
  return {
    url,
    html_url: `${repositoryPage(world, repository)}/pull/${issueNumber}#issuecomment-${id}`,
    issue_url: `${repositoryUrl(world, repository)}/issues/${issueNumber}`,
    id,
    node_id: nodeId('IssueComment', id),
    user: accountJson(world, author),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    author_association: app ? 'NONE' : 'CONTRIBUTOR',
    body: comment.body,
    reactions: rollup(comment, url),
    performed_via_github_app: app ? appJson(world, app) : null,
  }
}

export function reactionJson(world: World, reaction: Comment['reactions'][number]): JsonObject {
  const { id, content, user, at } = reaction
  return { id, node_id: nodeId('Reaction', id), user: accountJson(world, user), content, created_at: iso(at) }
}

/** The issue that a pull request is, as issue_comment events carry it. */
export function issueJson(world: World, repository: Repository, pull: PullRequest): JsonObject {
  const url = `${repositoryUrl(world, repository)}/issues/${pull.number}`
  const page = `${repositoryPage(world, repository)}/pull/${pull.number}`
  const api = `${repositoryUrl(world, repository)}/pulls/${pull.number}`
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: page,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    title: pull.title,
    user: accountJson(world, pull.author),
    labels: [],
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: [...world.comments.values()].filter(({ issueNumber }) => issueNumber === pull.number).length,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: pull.closedAt && iso(pull.closedAt),
    author_association: 'CONTRIBUTOR',
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: { url: api, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch`, merged_at: null },
    body: pull.body,
    reactions: { url: `${url}/reactions`, total_count: 0, ...Object.fromEntries(kinds.map((kind) => [kind, 0])) },
    performed_via_github_app: null,
    state_reason: null,
  }
}

function rollup(comment: Comment, url: string): JsonObject {
  const count = (kind: string) => comment.reactions.filter(({ content }) => content === kind).length
  return {
    url: `${url}/reactions`,
    total_count: comment.reactions.length,
    ...Object.fromEntries(kinds.map((kind) => [kind, count(kind)])),
  }
}
