import type { Kysely, Selectable } from 'kysely'
import type { Binding } from '../../core/analyses/choose-repository.ts'
import type { CommitVerdict } from '../../core/verdicts/verdict.ts'
import type { Reader, Repository } from '../../flow/ports.ts'
import { readAnalysis, readAttribution } from './analysis-row.ts'
import { readCommitFacts } from './commit-records.ts'
import { fullName } from './full-name.ts'
import { selectRepository } from './github-statements.ts'
import { readPullRequestFacts } from './pull-request-facts.ts'
import {
  selectAnalysis,
  selectBindingsOfProject,
  selectFile,
  selectHolders,
  selectNewestVerdict,
  selectPublication,
} from './reader-statements.ts'
import type { AnalysisTable, RepositoryTable, Schema } from './schema.ts'

export function storeReader(db: Kysely<Schema>): Reader {
  return {
    async repository(id) {
      const row = await selectRepository.first(db, { id })
      return row === null ? null : toRepository(row)
    },
    async repositoryByName(owner, name) {
      const row = await db
        .selectFrom('repository')
        .selectAll()
        .where('full_name', '=', fullName(owner, name))
        .executeTakeFirst()
      return row === undefined ? null : toRepository(row)
    },
    commitFacts: (commit) => readCommitFacts(db, commit),
    async analysis(id) {
      const row = await selectAnalysis.first(db, { id })
      if (row === null) return null
      return {
        analysis: readAnalysis(row),
        superseded: row.reread === 1 && (await isSuperseded(db, row)),
        reread: row.reread === 1,
        attribution: readAttribution(row),
      }
    },
    async bindings(connection, projectKey) {
      const rows = await selectBindingsOfProject.all(db, { connection, project_key: projectKey })
      return rows.map((row) => ({ kind: row.kind as Binding['kind'], repositoryId: row.repository_id }))
    },
    async holders(sha) {
      const rows = await selectHolders.all(db, { sha })
      return [...new Set(rows.map((row) => row.repository_id))]
    },
    async closedToClaims(repositoryIds) {
      if (repositoryIds.length === 0) return new Set()
      const rows = await db
        .selectFrom('binding')
        .select('repository_id')
        .distinct()
        .where('repository_id', 'in', repositoryIds)
        .where('kind', 'in', ['set', 'devops', 'file'])
        .execute()
      return new Set(rows.map((row) => row.repository_id))
    },
    ...readPullRequestFacts(db),
    async file(repositoryId) {
      const row = await selectFile.first(db, { repositoryId })
      if (row === null) return null
      return { file: JSON.parse(row.file), faults: JSON.parse(row.faults), stale: row.stale === 1 }
    },
    async newestVerdict(commit) {
      const row = await selectNewestVerdict.first(db, commit)
      return row === null ? null : { verdict: JSON.parse(row.tree) as CommitVerdict, decidedAt: row.decided_at }
    },
    async publication(commit) {
      const row = await selectPublication.first(db, commit)
      if (row === null) return null
      const { check_run_id: checkRunId, generation, content } = row
      return { checkRunId, generation, content, completed: row.completed === 1 }
    },
  }
}

function toRepository(row: RepositoryTable): Repository {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    installationId: row.installation_id,
    defaultBranch: row.default_branch,
  }
}

async function isSuperseded(db: Kysely<Schema>, row: Selectable<AnalysisTable>): Promise<boolean> {
  const later = await db
    .selectFrom('analysis')
    .select('id')
    .where('connection', '=', row.connection)
    .where('project_key', '=', row.project_key)
    .where('scope_key', '=', row.scope_key)
    .where('arrival', '>', row.arrival)
    .where('succeeded', '=', 1)
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}
