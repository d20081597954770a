import type { Analysis, AnalysisScope, ReportedCondition, ReportedGate } from '../../../src/core/analyses/analysis.ts'

export const at = Date.UTC(2026, 10, 22, 22, 22, 3)

/** A full commit SHA that is easy to tell apart: `sha('a')` is forty times `a`. */
export function sha(letter: string): string {
  return letter.repeat(40)
}

/** By default SonarQube's `new_violations GT 0`, met with 0. */
export function reported(fields: Partial<ReportedCondition> = {}): ReportedCondition {
  return { metric: 'new_violations', operator: 'GT', threshold: '0', value: '0', status: 'OK', ...fields }
}

export const broken = reported({ value: '3', status: 'ERROR' })

/** A gate as SonarQube reports it: ERROR where one of the conditions is. */
export function gate(
  conditions: readonly ReportedCondition[] = [reported()],
  fields: Partial<ReportedGate> = {},
): ReportedGate {
  const status = conditions.some((condition) => condition.status === 'ERROR') ? 'ERROR' : 'OK'
  return { name: 'Sonar way', status, conditions, ...fields }
}

export function pullRequest(key: string | number): AnalysisScope {
  return { kind: 'pull_request', key: String(key) }
}

export function branch(name: string | null, fields: { isMain?: boolean; short?: boolean } = {}): AnalysisScope {
  return { kind: 'branch', name, isMain: false, short: false, ...fields }
}

/** The main branch, with the name that SonarQube writes into the webhook of an analysis whatever it is called. */
export const mainBranch: AnalysisScope = branch('main', { isMain: true })

/** An analysis that passed, of pull request 7. Its order and task follow from its id. */
export function analysis(fields: Partial<Analysis> = {}): Analysis {
  const id = fields.id ?? 1
  return {
    id,
    order: id,
    taskId: `task-${id}`,
    connection: 'default',
    succeeded: true,
    project: { key: 'shop-api', name: 'Shop API', url: null },
    scope: pullRequest(7),
    revision: sha('a'),
    analysedAt: at,
    changedAt: at,
    gate: gate(),
    properties: {},
    dashboardUrl: null,
    receivedAt: at + 20_000,
    flippedAt: null,
    ...fields,
  }
}
