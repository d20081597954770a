import type { Selectable } from 'kysely'
import type { CommitRef } from '../../flow/ports.ts'
import type { AnalysisTable, BindingTable, PullRequestTable } from './schema.ts'
import { statement } from './statement.ts'

type OfHead = Pick<PullRequestTable, 'number' | 'open' | 'head' | 'waiting_since' | 'retired_order' | 'base_branch'>

/** A cross join, for with an inner one SQLite goes through all pull requests of the repository. */
export const selectPullRequestsOfHead = statement<CommitRef, OfHead>((db, given) =>
  db
    .selectFrom('pull_request_head as head')
    .crossJoin('pull_request as pr')
    .whereRef('pr.repository_id', '=', 'head.repository_id')
    .whereRef('pr.number', '=', 'head.number')
    .select(['pr.number', 'pr.open', 'pr.head', 'pr.waiting_since', 'pr.retired_order', 'pr.base_branch'])
    .where('head.sha', '=', given('sha'))
    .where('head.repository_id', '=', given('repositoryId'))
    .orderBy('head.number'),
)

export const selectBindings = statement<Pick<CommitRef, 'repositoryId'>, BindingTable>((db, given) =>
  db.selectFrom('binding').selectAll().where('repository_id', '=', given('repositoryId')),
)

export const selectSpeaking = statement<CommitRef, Selectable<AnalysisTable>>((db, given) =>
  db
    .selectFrom('analysis')
    .selectAll()
    .where('sha', '=', given('sha'))
    .where('repository_id', '=', given('repositoryId')),
)

type Scope = Pick<AnalysisTable, 'connection' | 'project_key' | 'scope_key' | 'arrival'>

/** Whether one of the same branch or pull request came before. */
export const selectEarlier = statement<Scope, { id: number }>((db, given) =>
  db
    .selectFrom('analysis')
    .select('id')
    .where('connection', '=', given('connection'))
    .where('project_key', '=', given('project_key'))
    .where('scope_key', '=', given('scope_key'))
    .where('arrival', '<', given('arrival'))
    .where('succeeded', '=', 1)
    .limit(1),
)
