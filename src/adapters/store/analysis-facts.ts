import type { Kysely } from 'kysely'
import { scopeKey } from '../../core/analyses/analysis.ts'
import type { AnalysisFacts } from '../../flow/facts.ts'
import { analysisColumns, gateText, readGate } from './analysis-row.ts'
import type { AnalysisTable, Schema } from './schema.ts'
import { statement } from './statement.ts'

const insertAnalysis = statement<ReturnType<typeof analysisColumns>, { id: number }>((db, given) =>
  db
    .insertInto('analysis')
    .values({
      connection: given('connection'),
      project_key: given('project_key'),
      project_name: given('project_name'),
      scope_key: given('scope_key'),
      task_id: given('task_id'),
      arrival: given('arrival'),
      received_at: given('received_at'),
      revision: given('revision'),
      named_commit: given('named_commit'),
      analysed_at: given('analysed_at'),
      succeeded: given('succeeded'),
      gate: given('gate'),
      report: given('report'),
      reread: given('reread'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
)

type Result = Pick<AnalysisTable, 'connection' | 'project_key' | 'scope_key' | 'analysed_at' | 'revision'>

const selectEarlyFlip = statement<Result, Pick<AnalysisTable, 'gate' | 'flipped_at'>>((db, given) =>
  db
    .selectFrom('analysis')
    .select(['gate', 'flipped_at'])
    .where('task_id', 'is', null)
    .where('connection', '=', given('connection'))
    .where('project_key', '=', given('project_key'))
    .where('scope_key', '=', given('scope_key'))
    .where('analysed_at', 'is', given('analysed_at'))
    .where('revision', 'is', given('revision'))
    .limit(1),
)

export function analysisFacts(db: Kysely<Schema>): AnalysisFacts {
  return {
    async addAnalysis(analysis) {
      const row = await insertAnalysis.first(db, analysisColumns(analysis))
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

    async findEarlyFlip({ connection, project, scope, analysedAt, revision }) {
      const early = await selectEarlyFlip.first(db, {
        connection,
        project_key: project.key,
        scope_key: scopeKey(scope),
        analysed_at: analysedAt,
        revision: revision?.toLowerCase() ?? null,
      })
      return early === null ? null : { gate: readGate(early.gate), flippedAt: early.flipped_at }
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
