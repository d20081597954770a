import { compare, reachable } from '../commit-graph.ts'
import { notFound } from '../github-error.ts'
import { mergePullRequest } from '../merge-pull-request.ts'
import { paged } from '../paging.ts'
import type { RepositoryCall, Route } from '../router.ts'
import { commitJson, fileJson } from '../shapes/commit-json.ts'
import { fullPullRequestJson, pullRequestJson } from '../shapes/pull-request-json.ts'
import { botOf, type PullRequest } from '../world.ts'
import { repositoryRoute } from './repository-route.ts'

export const pullRequestRoutes: readonly Route[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/pulls', ['pull_requests', 'read'], (call) => {
    const { world, repository } = call
    return paged(call, filtered(call), (page) => page.map((pull) => pullRequestJson(world, repository, pull)))
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/pulls/{pull_number}', ['pull_requests', 'read'], (call) => ({
    status: 200,
    body: fullPullRequestJson(call.world, call.repository, pullOf(call)),
  })),

  repositoryRoute('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', ['pull_requests', 'read'], (call) => {
    const { world, repository } = call
    const commits = diffOf(call, pullOf(call))?.ahead ?? []
    return paged(call, commits.slice(0, 250), (page) => page.map((commit) => commitJson(world, repository, commit)))
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', ['pull_requests', 'read'], (call) => {
    const { world, repository } = call
    const pull = pullOf(call)
    const files = (diffOf(call, pull)?.files ?? []).slice(0, 3000)
    return paged(call, files, (page) => page.map((file) => fileJson(world, repository, pull.headSha, file)))
  }),

  repositoryRoute('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', ['contents', 'write'], (call) => {
    const { body, repository, world } = call
    const { sha, merge_method: method } = body
    const merged = mergePullRequest(call, repository, pullOf(call), {
      by: botOf(world, world.app.id),
      ...(typeof sha === 'string' && { sha }),
      ...((method === 'squash' || method === 'rebase') && { method }),
    })
    return { status: 200, body: { sha: merged, merged: true, message: 'Pull Request successfully merged' } }
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', ['pull_requests', 'read'], (call) => {
    const { world, repository } = call
    const sha = call.params.commit_sha ?? ''
    const pulls = [...repository.pulls.values()].filter((pull) => contains(call, pull, sha))
    return paged(call, pulls, (page) => page.map((pull) => pullRequestJson(world, repository, pull)))
  }),
]

function pullOf({ repository, params }: RepositoryCall): PullRequest {
  const found = repository.pulls.get(Number(params.pull_number))
  if (!found) throw notFound()
  return found
}

function diffOf({ repository }: RepositoryCall, pull: PullRequest) {
  return compare(repository.commits, pull.baseSha, pull.headSha)
}

function filtered({ repository, query, world }: RepositoryCall): PullRequest[] {
  const state = query.get('state') ?? 'open'
  const head = query.get('head')
  const base = query.get('base')
  const label = (pull: PullRequest) =>
    `${world.repositories.get(pull.headRepositoryId)?.owner.login ?? pull.author.login}:${pull.headRef}`
  const found = [...repository.pulls.values()].filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (head === null || !head.includes(':') || label(pull).toLowerCase() === head.toLowerCase()) &&
      (base === null || pull.baseRef === base),
  )
  const key = (pull: PullRequest) => (query.get('sort') === 'updated' ? pull.updatedAt.getTime() : pull.number)
  const sorted = found.toSorted((a, b) => key(a) - key(b) || a.number - b.number)
  const byDefault = query.has('sort') && query.get('sort') !== 'created' ? 'asc' : 'desc'
  return (query.get('direction') ?? byDefault) === 'asc' ? sorted : sorted.reverse()
}

/** GitHub finds no pull request for the commits of a fork until they are merged. */
function contains({ repository }: RepositoryCall, pull: PullRequest, sha: string): boolean {
  if (pull.mergedAt && pull.mergeCommitSha === sha) return true
  const isFork = pull.headRepositoryId !== repository.id
  if (isFork && !pull.mergedAt) return false
  if (!reachable(repository.commits, pull.headSha).has(sha)) return false
  return !reachable(repository.commits, pull.baseSha).has(sha)
}
