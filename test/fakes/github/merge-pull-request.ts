import { moveBranch } from './commands/commit-commands.ts'
import { emitPullRequest, mergeCommit } from './commands/pull-request-commands.ts'
import type { Stage } from './events.ts'
import { GitHubError } from './github-error.ts'
import { mergeStateOf } from './merge-state.ts'
import { type Account, fullName, type PullRequest, type Repository, randomSha } from './world.ts'

export type MergeOrder = {
  readonly by: Account
  readonly sha?: string
  readonly method?: 'merge' | 'squash' | 'rebase'
}

/** Merges, or refuses in GitHub's words. Returns the sha that the base branch then has. */
export function mergePullRequest(stage: Stage, repository: Repository, pull: PullRequest, order: MergeOrder): string {
  if (pull.state === 'closed') throw new GitHubError(405, 'Pull Request is not mergeable')
  if (order.sha !== undefined && order.sha !== pull.headSha) {
    throw new GitHubError(409, 'Head branch was modified. Review and try the merge again.')
  }
  const { reasons } = mergeStateOf(stage.world, repository, pull)
  if (reasons.length > 0) {
    throw new GitHubError(
      405,
      reasons.length === 1
        ? `${reasons[0]}`
        : [`${reasons.length} of the requirements are not met:`, ...reasons].join(' '),
    )
  }
  const sha = resultOf(stage, repository, pull, order)
  finishMerge(stage, repository, pull, { sha, by: order.by })
  return sha
}

/** The pull request becomes merged, then its base branch moves: GitHub tells of both. */
export function finishMerge(
  stage: Stage,
  repository: Repository,
  pull: PullRequest,
  { sha, by }: { readonly sha: string; readonly by: Account },
): void {
  const now = stage.world.now()
  Object.assign(pull, { state: 'closed', mergeCommitSha: sha, mergedAt: now, closedAt: now, mergedBy: by })
  emitPullRequest(stage, repository, pull, { action: 'closed', sender: by })
  moveBranch(stage, repository, { branch: pull.baseRef, sha, by })
}

function resultOf(
  stage: Stage,
  repository: Repository,
  pull: PullRequest,
  { method = 'merge', by }: MergeOrder,
): string {
  const base = repository.branches.get(pull.baseRef) ?? pull.baseSha
  const message = `Merge pull request #${pull.number} from ${fullName(repository)}:${pull.headRef}`
  const merged = mergeCommit(stage.world, repository, { base, head: pull.headSha, author: by, message })
  const commit = repository.commits.get(merged)
  if (method === 'merge' || !commit) return merged
  const sha = randomSha()
  repository.commits.set(sha, { ...commit, sha, parents: [base], message: `${pull.title} (#${pull.number})` })
  return sha
}
