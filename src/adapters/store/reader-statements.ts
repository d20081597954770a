import type { Selectable } from 'kysely'
import type { CommitRef } from '../../flow/ports.ts'
import type { AnalysisTable, BindingTable, PublicationTable, RepositoryFileTable, VerdictTable } from './schema.ts'
import { statement } from './statement.ts'

export const selectAnalysis = statement<{ id: number }, Selectable<AnalysisTable>>((db, given) =>
  db.selectFrom('analysis').selectAll().where('id', '=', given('id')),
)

type Project = Pick<BindingTable, 'connection' | 'project_key'>

export const selectBindingsOfProject = statement<Project, Pick<BindingTable, 'kind' | 'repository_id'>>((db, given) =>
  db
    .selectFrom('binding')
    .select(['kind', 'repository_id'])
    .where('connection', '=', given('connection'))
    .where('project_key', '=', given('project_key')),
)

/** A repository may come twice. */
export const selectHolders = statement<{ sha: string }, { repository_id: number }>((db, given) =>
  db
    .selectFrom('pull_request_head')
    .select('repository_id')
    .where('sha', '=', given('sha'))
    .unionAll(db.selectFrom('branch_commit').select('repository_id').where('sha', '=', given('sha'))),
)

export const selectFile = statement<{ repositoryId: number }, RepositoryFileTable>((db, given) =>
  db.selectFrom('repository_file').selectAll().where('repository_id', '=', given('repositoryId')),
)

export const selectNewestVerdict = statement<CommitRef, Pick<VerdictTable, 'tree' | 'decided_at'>>((db, given) =>
  db
    .selectFrom('verdict')
    .select(['tree', 'decided_at'])
    .where('repository_id', '=', given('repositoryId'))
    .where('sha', '=', given('sha'))
    .orderBy('id', 'desc')
    .limit(1),
)

export const selectPublication = statement<CommitRef, PublicationTable>((db, given) =>
  db
    .selectFrom('publication')
    .selectAll()
    .where('repository_id', '=', given('repositoryId'))
    .where('sha', '=', given('sha')),
)
