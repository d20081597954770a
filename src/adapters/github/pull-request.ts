import type { PullRequestState } from '../../flow/ports.ts'

type GitHubPullRequest = {
  readonly number: number
  readonly state: string
  readonly draft?: boolean | undefined
  readonly user: { readonly login: string } | null
  readonly updated_at: string
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly id: number } | null }
  readonly base: { readonly sha: string; readonly ref: string; readonly repo: { readonly id: number } }
}

export function readPullRequest(pullRequest: GitHubPullRequest): PullRequestState {
  const { number, state, draft, user, head, base, updated_at } = pullRequest
  return {
    number,
    open: state === 'open',
    draft: draft ?? false,
    author: user?.login ?? null,
    head: head.sha.toLowerCase(),
    headBranch: head.ref,
    fromFork: head.repo?.id !== base.repo.id,
    baseBranch: base.ref,
    baseSha: base.sha.toLowerCase(),
    updatedAt: Date.parse(updated_at),
  }
}
