import type { BranchCommitTable, PullRequestHeadTable, PullRequestTable, RepositoryTable } from './schema.ts'
import { statement } from './statement.ts'

type Nothing = unknown

export const selectRepository = statement<{ id: number }, RepositoryTable>((db, given) =>
  db.selectFrom('repository').selectAll().where('id', '=', given('id')),
)

export const takeRepositoryName = statement<{ id: number; full_name: string }, Nothing>((db, given) =>
  db.deleteFrom('repository').where('full_name', '=', given('full_name')).where('id', '!=', given('id')),
)

export const upsertRepository = statement<RepositoryTable, Nothing>((db, given) => {
  const columns = {
    installation_id: given('installation_id'),
    owner: given('owner'),
    name: given('name'),
    full_name: given('full_name'),
    default_branch: given('default_branch'),
  }
  return db
    .insertInto('repository')
    .values({ id: given('id'), ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
})

export const selectPullRequest = statement<{ repository_id: number; number: number }, PullRequestTable>((db, given) =>
  db
    .selectFrom('pull_request')
    .selectAll()
    .where('repository_id', '=', given('repository_id'))
    .where('number', '=', given('number')),
)

export const upsertPullRequest = statement<PullRequestTable, Nothing>((db, given) => {
  const columns = {
    open: given('open'),
    draft: given('draft'),
    author: given('author'),
    head: given('head'),
    head_branch: given('head_branch'),
    from_fork: given('from_fork'),
    base_branch: given('base_branch'),
    base_sha: given('base_sha'),
    updated_at: given('updated_at'),
    waiting_since: given('waiting_since'),
    retired_order: given('retired_order'),
  }
  return db
    .insertInto('pull_request')
    .values({ repository_id: given('repository_id'), number: given('number'), ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(columns))
})

export const insertHead = statement<PullRequestHeadTable, Nothing>((db, given) =>
  db
    .insertInto('pull_request_head')
    .values({
      sha: given('sha'),
      repository_id: given('repository_id'),
      number: given('number'),
      seen_at: given('seen_at'),
    })
    .onConflict((conflict) => conflict.doNothing()),
)

export const insertBranchCommit = statement<BranchCommitTable, Nothing>((db, given) =>
  db
    .insertInto('branch_commit')
    .values({
      sha: given('sha'),
      repository_id: given('repository_id'),
      branch: given('branch'),
      seen_at: given('seen_at'),
    })
    .onConflict((conflict) => conflict.doNothing()),
)
