import type { Selectable } from 'kysely'
import { type Analysis, type AnalysisReport, type ReportedGate, scopeKey } from '../../core/analyses/analysis.ts'
import { namedCommit } from '../../core/analyses/attribute-analysis.ts'
import type { Attribution } from '../../core/analyses/attribution.ts'
import type { AnalysisTable } from './schema.ts'

type AnalysisRow = Selectable<AnalysisTable>

/** The columns of a new analysis. `report` holds all of it but the gate, which flips replace. */
export function analysisColumns(analysis: Omit<Analysis, 'id' | 'flippedAt'>) {
  const { connection, order, receivedAt, gate, ...report } = analysis
  return {
    connection,
    project_key: report.project.key,
    project_name: report.project.name,
    scope_key: scopeKey(report.scope),
    task_id: report.taskId,
    arrival: order,
    received_at: receivedAt,
    revision: report.revision?.toLowerCase() ?? null,
    named_commit: namedCommit(report)?.toLowerCase() ?? null,
    analysed_at: report.analysedAt,
    succeeded: report.succeeded ? 1 : 0,
    gate: gateText(gate),
    report: JSON.stringify(report),
    reread: 0,
  } as const
}

export function gateText(gate: ReportedGate | null): string | null {
  return gate === null ? null : JSON.stringify(gate)
}

export function readGate(text: string | null): ReportedGate | null {
  return text === null ? null : (JSON.parse(text) as ReportedGate)
}

export function readAnalysis(row: AnalysisRow): Analysis {
  return {
    ...(JSON.parse(row.report) as Omit<AnalysisReport, 'gate'>),
    gate: readGate(row.gate),
    id: row.id,
    connection: row.connection,
    order: row.arrival,
    receivedAt: row.received_at,
    flippedAt: row.flipped_at,
  }
}

/** The columns by which an analysis is found again, beside the whole attribution. */
export function attributionColumns(attribution: Attribution) {
  const known = attribution.state === 'unmatched' ? null : attribution
  return {
    state: attribution.state,
    repository_id: known?.repositoryId ?? null,
    sha: known?.state === 'attributed' ? known.sha : null,
    pull_request: known?.pullRequest ?? null,
    attribution: JSON.stringify(attribution),
  }
}

export function readAttribution(row: Pick<AnalysisRow, 'attribution'>): Attribution | null {
  return row.attribution === null ? null : (JSON.parse(row.attribution) as Attribution)
}
