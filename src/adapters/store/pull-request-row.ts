import type { Selectable } from 'kysely'
import type { PullRequestState } from '../../flow/ports.ts'
import type { PullRequestTable } from './schema.ts'

export function pullRequestColumns(state: PullRequestState) {
  return {
    open: state.open ? 1 : 0,
    draft: state.draft ? 1 : 0,
    author: state.author,
    head: state.head,
    head_branch: state.headBranch,
    from_fork: state.fromFork ? 1 : 0,
    base_branch: state.baseBranch,
    base_sha: state.baseSha,
    updated_at: state.updatedAt,
  } as const
}

export function readPullRequestState(row: Selectable<PullRequestTable>): PullRequestState {
  return {
    number: row.number,
    open: row.open === 1,
    draft: row.draft === 1,
    author: row.author,
    head: row.head,
    headBranch: row.head_branch,
    fromFork: row.from_fork === 1,
    baseBranch: row.base_branch,
    baseSha: row.base_sha,
    updatedAt: row.updated_at,
  }
}
