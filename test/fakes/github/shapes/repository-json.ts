import { fullName, iso, type JsonObject, type Repository, type World } from '../world.ts'
import { accountJson, nodeId } from './account-json.ts'

const templates = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const

export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.urls.api}/repos/${fullName(repository)}`
}

export function repositoryPage(world: World, repository: Repository): string {
  return `${world.urls.html}/${fullName(repository)}`
}

const links = new Map<string, JsonObject>()

/** The same in every answer and webhook of a repository. */
function linksBelow(url: string): JsonObject {
  const known = links.get(url)
  if (known) return known
  const made = Object.fromEntries(Object.entries(templates).map(([key, path]) => [key, `${url}${path}`]))
  links.set(url, made)
  return made
}

function countOpen({ pulls }: Repository): number {
  let count = 0
  for (const { state } of pulls.values()) if (state === 'open') count += 1
  return count
}

export function repositoryJson(world: World, repository: Repository): JsonObject {
  const { id, name, owner, createdAt, updatedAt } = repository
  const url = repositoryUrl(world, repository)
  const page = repositoryPage(world, repository)
  const openPulls = countOpen(repository)
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: fullName(repository),
    private: repository.private,
    owner: accountJson(world, owner),
    html_url: page,
    description: null,
    fork: repository.forkOf !== null,
    url,
    ...linksBelow(url),
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
    pushed_at: iso(updatedAt),
    git_url: `git://${page.replace(/^https?:\/\//, '')}.git`,
    ssh_url: `git@github.test:${fullName(repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: repository.commits.size,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    has_pull_requests: true,
    pull_request_creation_policy: 'all',
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: openPulls,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: openPulls,
    watchers: 0,
    default_branch: repository.defaultBranch,
  }
}

/** What `GET /repos/{owner}/{repo}` adds. */
export function fullRepositoryJson(world: World, repository: Repository): JsonObject {
  return {
    ...repositoryJson(world, repository),
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: false },
    temp_clone_token: '',
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: true,
    delete_branch_on_merge: false,
    allow_update_branch: false,
    custom_properties: {},
    network_count: 0,
    subscribers_count: 0,
  }
}

/** How installations name their repositories. */
export function repositoryStub(repository: Repository): JsonObject {
  const { id, name } = repository
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: fullName(repository),
    private: repository.private,
  }
}
