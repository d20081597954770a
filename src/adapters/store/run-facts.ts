import type { Kysely } from 'kysely'
import type { RunFacts } from '../../flow/facts.ts'
import { attributionColumns, gateText } from './analysis-row.ts'
import { replaceFileBindings } from './file-bindings.ts'
import { selectNewestVerdict } from './reader-statements.ts'
import type { Schema } from './schema.ts'
import { homelessAnalyses } from './unsettled-analyses.ts'

export function runFacts(db: Kysely<Schema>): RunFacts {
  return {
    async attribute(analysisId, attribution) {
      await db.updateTable('analysis').set(attributionColumns(attribution)).where('id', '=', analysisId).execute()
    },
    async bind({ connection, projectKey, projectName, repositoryId, kind }, at) {
      await db
        .insertInto('binding')
        .values({
          connection,
          project_key: projectKey,
          repository_id: repositoryId,
          kind,
          project_name: projectName,
          bound_at: at,
          spoken: 0,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return homelessAnalyses(db, { connection, project_key: projectKey })
    },
    async spoke(connection, projectKey, repositoryId) {
      await db
        .updateTable('binding')
        .set({ spoken: 1 })
        .where('connection', '=', connection)
        .where('project_key', '=', projectKey)
        .where('repository_id', '=', repositoryId)
        .where('spoken', '=', 0)
        .execute()
    },
    async saveFile(repositoryId, file, faults, at) {
      const columns = { file: JSON.stringify(file), faults: JSON.stringify(faults), stale: 0, read_at: at } as const
      const saved = await db
        .insertInto('repository_file')
        .values({ repository_id: repositoryId, ...columns })
        .onConflict((conflict) =>
          conflict.column('repository_id').doUpdateSet(columns).where('repository_file.read_at', '<=', at),
        )
        .returning('repository_id')
        .executeTakeFirst()
      if (saved === undefined) return null
      return replaceFileBindings(db, repositoryId, file, at)
    },
    async rereadGate(analysisId, gate) {
      await db
        .updateTable('analysis')
        .set({ reread: 0, ...(gate === null ? {} : { gate: gateText(gate) }) })
        .where('id', '=', analysisId)
        .execute()
    },
    async addVerdict({ repositoryId, sha }, verdict, at) {
      const tree = JSON.stringify(verdict)
      const newest = await selectNewestVerdict.first(db, { repositoryId, sha })
      if (newest?.tree === tree) return
      await db
        .insertInto('verdict')
        .values({ repository_id: repositoryId, sha, state: verdict.state, tree, decided_at: at })
        .execute()
    },
    async savePublication({ repositoryId, sha }, { checkRunId, generation, content, completed }) {
      const columns = { check_run_id: checkRunId, generation, content, completed: completed ? 1 : 0 } as const
      await db
        .insertInto('publication')
        .values({ repository_id: repositoryId, sha, ...columns })
        .onConflict((conflict) =>
          conflict
            .columns(['repository_id', 'sha'])
            .doUpdateSet(columns)
            // A re-run that was asked for meanwhile has raised the generation: what was written before is not its run.
            .where('publication.generation', '<=', generation),
        )
        .execute()
    },
  }
}
