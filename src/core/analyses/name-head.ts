import type { UnverifiedReason } from './attribution.ts'
import { parseCommitSha } from './commit-sha.ts'
import type { PullRequestFacts, Question, RepositoryFacts } from './repository-facts.ts'

export type NamedHead =
  | { readonly sha: string; readonly namedBy: 'revision' | 'second_parent' }
  | { readonly reason: UnverifiedReason }
  | Question

/**
 * The head of the pull request that a reported commit names: the commit itself where it is or was the head, else the
 * second parent of a test merge commit (what `refs/pull/N/merge` checks out), where that is or was the head.
 */
export function nameHead(reported: string | null, pullRequest: PullRequestFacts, facts: RepositoryFacts): NamedHead {
  const sha = parseCommitSha(reported)
  if (sha === null) return { reason: reported === null ? 'no_revision' : 'abbreviated_revision' }
  if (pullRequest.heads.has(sha)) return { sha, namedBy: 'revision' }
  if (sha === pullRequest.baseSha || facts.isOnBranch(pullRequest.baseBranch, sha) === true) {
    return { reason: 'base_commit' }
  }
  // The event of a push may be late: GitHub's own answer tells whether this is the head by now.
  if (!pullRequest.fresh) return { ask: 'pull_request', number: pullRequest.number }
  const parents = facts.parentsOf(sha)
  if (parents === undefined) return { ask: 'parents', sha }
  const second = parents?.[1]
  const commits = facts.commitsOf(pullRequest.number)
  if (parents !== null && commits === undefined) return { ask: 'pull_request_commits', number: pullRequest.number }
  if (commits?.has(sha)) return { reason: 'never_a_head' }
  if (second === undefined || !pullRequest.heads.has(second)) return { reason: 'foreign_revision' }
  return { sha: second, namedBy: 'second_parent' }
}
