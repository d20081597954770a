import type { Operator } from '../gates/condition.ts'

/** A condition as SonarQube reported it, with SonarQube's own status. */
export type ReportedCondition = {
  readonly metric: string
  readonly operator: Operator
  readonly threshold: string
  /** Null when SonarQube gave no value: the metric was not measured. */
  readonly value: string | null
  /** A status that SonarQube did not have when this was written arrives as `unknown`. */
  readonly status: 'OK' | 'ERROR' | 'NO_VALUE' | 'unknown'
}

/**
 * The metric of a condition that could not be read. It applies everywhere: it may be one on new code, and leaving it out could
 * turn a gate green.
 */
export const unreadableMetric = 'unreadable'

/** The quality gate as SonarQube reported it. `NONE`: it was not computed. */
export type ReportedGate = {
  readonly name: string | null
  readonly status: 'OK' | 'ERROR' | 'NONE' | 'unknown'
  readonly conditions: readonly ReportedCondition[]
}

/**
 * What was analysed. The main branch is known by `isMain`, never by its name: SonarQube writes `main` in the webhook of
 * an analysis whatever the branch is called. `short` is a short-lived branch of SonarQube Cloud.
 */
export type AnalysisScope =
  | { readonly kind: 'pull_request'; readonly key: string }
  | { readonly kind: 'branch'; readonly name: string | null; readonly isMain: boolean; readonly short: boolean }

/** What a SonarQube webhook says, in our words. Instants are milliseconds since the epoch. */
export type AnalysisReport = {
  /** Compute engine task. Null for a flip: the gate evaluated again after an issue review, without an analysis. */
  readonly taskId: string | null
  readonly succeeded: boolean
  readonly project: { readonly key: string; readonly name: string; readonly url: string | null }
  readonly scope: AnalysisScope
  /** Any text that the scanner passed; usually a full commit SHA. */
  readonly revision: string | null
  /** Start of the scan. May be set by the user and go back in time: it never orders. */
  readonly analysedAt: number | null
  readonly changedAt: number | null
  /** Null when the task failed. */
  readonly gate: ReportedGate | null
  /** Scanner properties whose key starts with `sonar.analysis.` */
  readonly properties: Readonly<Record<string, string>>
  /** The page of the branch or pull request in SonarQube, as SonarQube names it. */
  readonly dashboardUrl: string | null
}

/** An analysis as it is kept: a report with its place among the others. A flip replaces `gate` in place. */
export type Analysis = AnalysisReport & {
  readonly id: number
  readonly connection: string
  /** Order of processing: the number of the delivery that brought the task. Greater is later. */
  readonly order: number
  readonly receivedAt: number
  /** When the newest flip happened that was applied, null when there was none. */
  readonly flippedAt: number | null
}

/** One text for what was analysed, to find the other analyses of the same branch or pull request of a project. */
export function scopeKey(scope: AnalysisScope): string {
  if (scope.kind === 'pull_request') return `pull_request:${scope.key}`
  return scope.isMain ? 'main' : `branch:${scope.name ?? ''}`
}
