import type { Kysely } from 'kysely'
import { scopeKey } from '../../core/analyses/analysis.ts'
import type { AnalysisFacts } from '../../flow/facts.ts'
import { analysisColumns, gateText, readGate } from './analysis-row.ts'
import type { Schema } from './schema.ts'

export function analysisFacts(db: Kysely<Schema>): AnalysisFacts {
  return {
    async addAnalysis(analysis) {
      const row = await db
        .insertInto('analysis')
        .values(analysisColumns(analysis))
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      return row?.id ?? null
    },

    async findFlipped({ connection, project, scope, analysedAt, revision }) {
      const task = await db
        .selectFrom('analysis')
        .select(['id', 'gate', 'flipped_at', 'arrival'])
        .where('connection', '=', connection)
        .where('project_key', '=', project.key)
        .where('scope_key', '=', scopeKey(scope))
        .where('succeeded', '=', 1)
        .where('analysed_at', 'is', analysedAt)
        .where('revision', 'is', revision?.toLowerCase() ?? null)
        .orderBy('arrival', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (task === undefined) return null
      const before = await db
        .selectFrom('flip')
        .innerJoin('analysis', 'analysis.id', 'flip.analysis_id')
        .select((eb) => eb.fn.max('flip.changed_at').as('newest'))
        .where('analysis.connection', '=', connection)
        .where('analysis.project_key', '=', project.key)
        .where('analysis.scope_key', '=', scopeKey(scope))
        .where('flip.arrival', '<', task.arrival)
        .executeTakeFirst()
      return {
        id: task.id,
        gate: readGate(task.gate),
        flippedAt: task.flipped_at,
        flipFloor: before?.newest ?? null,
      }
    },

    async flip(id, { gate, changedAt, order, reread }) {
      await db.insertInto('flip').values({ analysis_id: id, arrival: order, changed_at: changedAt }).execute()
      await db
        .updateTable('analysis')
        .set({ gate: gateText(gate), flipped_at: changedAt, ...(reread ? { reread: 1 as const } : {}) })
        .where('id', '=', id)
        .execute()
    },
  }
}
