import { compare } from '../commit-graph.ts'
import { mergeStateOf } from '../merge-state.ts'
import { iso, type JsonObject, type PullRequest, type Repository, type World } from '../world.ts'
import { accountJson, nodeId } from './account-json.ts'
import { repositoryJson, repositoryPage, repositoryUrl } from './repository-json.ts'

export function pullRequestJson(world: World, repository: Repository, pull: PullRequest): JsonObject {
  const { id, number, author } = pull
  const url = `${repositoryUrl(world, repository)}/pulls/${number}`
  const issue = `${repositoryUrl(world, repository)}/issues/${number}`
  const page = `${repositoryPage(world, repository)}/pull/${number}`
  const statuses = `${repositoryUrl(world, repository)}/statuses/${pull.headSha}`
  return {
    url,
    id,
    node_id: nodeId('PullRequest', id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: accountJson(world, author),
    body: pull.body,
    created_at: iso(pull.createdAt),
    updated_at: iso(pull.updatedAt),
    closed_at: pull.closedAt && iso(pull.closedAt),
    merged_at: pull.mergedAt && iso(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world, repository)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: sideJson(world, world.repositories.get(pull.headRepositoryId), pull.headRef, pull.headSha, author.login),
    base: sideJson(world, repository, pull.baseRef, pull.baseSha, repository.owner.login),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl(world, repository)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    active_lock_reason: null,
  }
}

/** What a single pull request and the webhooks add to a listed one. */
export function fullPullRequestJson(world: World, repository: Repository, pull: PullRequest): JsonObject {
  const diff = compare(repository.commits, pull.baseSha, pull.headSha)
  const comments = [...world.comments.values()].filter(
    (comment) => comment.repositoryId === repository.id && comment.issueNumber === pull.number,
  )
  return {
    ...pullRequestJson(world, repository, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
    rebaseable: pull.state === 'open' ? true : null,
    mergeable_state: mergeStateOf(world, repository, pull).state,
    merged_by: pull.mergedBy && accountJson(world, pull.mergedBy),
    comments: comments.length,
    review_comments: 0,
    maintainer_can_modify: pull.headRepositoryId !== repository.id,
    commits: diff?.ahead.length ?? 0,
    additions: diff?.files.length ?? 0,
    deletions: 0,
    changed_files: diff?.files.length ?? 0,
  }
}

function sideJson(
  world: World,
  repository: Repository | undefined,
  ref: string,
  sha: string,
  fallbackLogin: string,
): JsonObject {
  const login = repository?.owner.login ?? fallbackLogin
  return {
    label: `${login}:${ref}`,
    ref,
    sha,
    user: repository ? accountJson(world, repository.owner) : null,
    repo: repository ? sideRepositoryJson(world, repository) : null,
  }
}

function sideRepositoryJson(world: World, repository: Repository): JsonObject {
  return {
    ...repositoryJson(world, repository),
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    allow_update_branch: false,
    delete_branch_on_merge: false,
    merge_commit_message: 'PR_TITLE',
    merge_commit_title: 'MERGE_MESSAGE',
    squash_merge_commit_message: 'COMMIT_MESSAGES',
    squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
    use_squash_pr_title_as_default: false,
  }
}

/** How check runs and check suites name the pull requests of a commit: never those of forks. */
export function minimalPullRequests(world: World, repository: Repository, sha: string): JsonObject[] {
  const side = { id: repository.id, url: repositoryUrl(world, repository), name: repository.name }
  return [...repository.pulls.values()]
    .filter((pull) => pull.state === 'open' && pull.headSha === sha && pull.headRepositoryId === repository.id)
    .map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${side.url}/pulls/${pull.number}`,
      head: { ref: pull.headRef, sha: pull.headSha, repo: side },
      base: { ref: pull.baseRef, sha: pull.baseSha, repo: side },
    }))
}
