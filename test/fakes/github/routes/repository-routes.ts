import { createHash } from 'node:crypto'
import { compare, resolveRef } from '../commit-graph.ts'
import { GitHubError, notFound, unprocessable } from '../github-error.ts'
import { paged } from '../paging.ts'
import { requiredChecks } from '../protection.ts'
import type { Answer, RepositoryCall, Route } from '../router.ts'
import { accountJson } from '../shapes/account-json.ts'
import { blobSha, commitJson, fileJson } from '../shapes/commit-json.ts'
import { fullRepositoryJson, repositoryPage, repositoryUrl } from '../shapes/repository-json.ts'
import { accountOf, type Commit, type JsonObject, type Repository } from '../world.ts'
import { repositoryRoute } from './repository-route.ts'

export const repositoryRoutes: readonly Route[] = [
  repositoryRoute('GET /repos/{owner}/{repo}', ['metadata', 'read'], ({ world, repository }) => ({
    status: 200,
    body: fullRepositoryJson(world, repository),
  })),

  repositoryRoute('GET /repos/{owner}/{repo}/branches/{branch}', ['contents', 'read'], (call) => {
    const name = call.params.branch ?? ''
    const sha = call.repository.branches.get(name)
    const commit = sha ? call.repository.commits.get(sha) : undefined
    if (!commit) throw new GitHubError(404, 'Branch not found')
    return { status: 200, body: branchJson(call, name, commit) }
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/commits/{ref}', ['contents', 'read'], (call) => {
    const { world, repository } = call
    const commit = commitNamed(repository, call.params.ref ?? '')
    const parent = repository.commits.get(commit.parents[0] ?? '')
    const files = compare(repository.commits, parent?.sha ?? commit.sha, commit.sha)?.files ?? []
    const body = {
      ...commitJson(world, repository, commit),
      stats: { additions: files.length, deletions: 0, total: files.length },
      files: files.map((file) => fileJson(world, repository, commit.sha, file)),
    }
    return { status: 200, body }
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/compare/{basehead}', ['contents', 'read'], comparison),

  repositoryRoute('GET /repos/{owner}/{repo}/contents/{path}', ['contents', 'read'], contents),

  repositoryRoute(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    ['metadata', 'read'],
    ({ world, repository, params }) => {
      const login = params.username?.toLowerCase() ?? ''
      const account = world.accounts.get(login)
      if (!account) throw notFound()
      const byDefault = repository.owner === account ? 'admin' : repository.private ? 'none' : 'read'
      const permission = repository.collaborators.get(login) ?? byDefault
      const user = { ...accountJson(world, account), permissions: levels(permission), role_name: permission }
      return { status: 200, body: { permission, role_name: permission, user } }
    },
  ),
]

/** GitHub answers 422, not 404, to a commit that it does not have. */
export function commitNamed(repository: Repository, ref: string): Commit {
  const commit = resolveRef(repository, ref)
  if (!commit) throw unprocessable(`No commit found for SHA: ${ref}`)
  return commit
}

function levels(permission: string): JsonObject {
  const rank = ['none', 'read', 'write', 'admin'].indexOf(permission)
  return { admin: rank >= 3, maintain: rank >= 3, push: rank >= 2, triage: rank >= 2, pull: rank >= 1 }
}

function branchJson({ world, repository }: RepositoryCall, name: string, commit: Commit): JsonObject {
  const required = requiredChecks(repository, name)
  const classic = repository.classicChecks.get(name) ?? []
  const url = `${repositoryUrl(world, repository)}/branches/${encodeURIComponent(name)}`
  return {
    name,
    commit: commitJson(world, repository, commit),
    _links: { self: url, html: `${repositoryPage(world, repository)}/tree/${name}` },
    protected: required.length > 0,
    protection: {
      enabled: classic.length > 0,
      required_status_checks: {
        enforcement_level: classic.length > 0 ? 'non_admins' : 'off',
        contexts: classic.map(({ context }) => context),
        checks: classic.map(({ context, integrationId }) => ({ context, app_id: integrationId ?? null })),
      },
    },
    protection_url: `${url}/protection`,
  }
}

function comparison(call: RepositoryCall): Answer {
  const { world, repository } = call
  const [from = '', to = ''] = (call.params.basehead ?? '').split('...')
  const base = sideOf(call, from)
  const head = sideOf(call, to)
  const found = compare(repository.commits, base.sha, head.sha)
  if (!found) throw new GitHubError(404, `No common ancestor between ${from} and ${to}.`)
  const page = `${repositoryPage(world, repository)}/compare/${from}...${to}`
  return paged(call, found.ahead, (commits) => ({
    url: `${repositoryUrl(world, repository)}/compare/${from}...${to}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitJson(world, repository, base),
    merge_base_commit: commitJson(world, repository, found.mergeBase),
    status: found.status,
    ahead_by: found.ahead.length,
    behind_by: found.behindBy,
    total_commits: found.ahead.length,
    commits: commits.map((commit) => commitJson(world, repository, commit)),
    files: found.files.slice(0, 300).map((file) => fileJson(world, repository, head.sha, file)),
  }))
}

/** `ref`, or `owner:ref` of a fork. */
function sideOf({ world, repository }: RepositoryCall, side: string): Commit {
  const [, login, ref] = /^(?:([^:]+):)?(.+)$/.exec(side) ?? []
  const owner = login === undefined ? repository.owner : accountOf(world, login)
  const network = [repository, ...[...world.repositories.values()].filter(({ forkOf }) => forkOf === repository.id)]
  const found = network.find((candidate) => candidate.owner === owner)
  const commit = found && ref ? resolveRef(found, ref) : undefined
  if (!commit) throw notFound()
  return commit
}

function contents(call: RepositoryCall): Answer {
  const { repository, params, query, headers } = call
  const ref = query.get('ref') ?? repository.defaultBranch
  const commit = resolveRef(repository, ref)
  if (!commit) throw new GitHubError(404, `No commit found for the ref ${ref}`)
  const path = (params.path ?? '').replace(/^\/|\/$/g, '')
  const text = commit.files.get(path)
  if (text === undefined) return folder(call, commit, { path, ref })
  const isRaw = /vnd\.github(\.v3)?\.raw/.test(headers.accept ?? '')
  const sha = blobSha(text)
  const etag = `"${createHash('sha1').update(`${isRaw}${sha}`).digest('hex')}"`
  if (headers['if-none-match']?.replace(/^W\//, '') === etag) return { status: 304, headers: { etag } }
  if (isRaw)
    return { status: 200, text, headers: { etag, 'content-type': 'application/vnd.github.raw; charset=utf-8' } }
  const entry = { ...entryJson(call, { path, ref, type: 'file', sha }), size: Buffer.byteLength(text) }
  const content = Buffer.from(text)
    .toString('base64')
    .replace(/(.{60})/g, '$1\n')
  return { status: 200, body: { ...entry, encoding: 'base64', content }, headers: { etag } }
}

function folder(call: RepositoryCall, commit: Commit, { path, ref }: { path: string; ref: string }): Answer {
  const below = [...commit.files].filter(([file]) => file.startsWith(`${path}/`))
  if (below.length === 0) throw notFound()
  const names = new Map(below.map(([file, text]) => [file.slice(path.length + 1).split('/')[0] ?? '', { file, text }]))
  const body = [...names].map(([name, { file, text }]) => {
    const inner = `${path}/${name}`
    const type = inner === file ? 'file' : 'dir'
    return {
      ...entryJson(call, { path: inner, ref, type, sha: blobSha(text) }),
      size: type === 'file' ? text.length : 0,
    }
  })
  return { status: 200, body }
}

function entryJson(
  { world, repository }: RepositoryCall,
  { path, ref, type, sha }: { path: string; ref: string; type: 'file' | 'dir'; sha: string },
): JsonObject {
  const url = `${repositoryUrl(world, repository)}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`
  const page = `${repositoryPage(world, repository)}/${type === 'file' ? 'blob' : 'tree'}/${ref}/${encodeURI(path)}`
  const git = `${repositoryUrl(world, repository)}/git/${type === 'file' ? 'blobs' : 'trees'}/${sha}`
  return {
    type,
    name: path.split('/').at(-1),
    path,
    sha,
    url,
    git_url: git,
    html_url: page,
    download_url: type === 'file' ? `${page}?raw=1` : null,
    _links: { self: url, git, html: page },
  }
}
