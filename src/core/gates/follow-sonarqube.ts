import { type ReportedCondition, type ReportedGate, unreadableMetric } from '../analyses/analysis.ts'
import { breaks } from './compare.ts'
import { type ConditionOutcome, isIgnoredOnSmallChanges, isOnNewCode, type JudgedCondition } from './condition.ts'
import type { GateOutcome } from './gate-outcome.ts'

/** How a gate is read: which conditions apply, and whether a gate without any value passes. */
export type GateReading = {
  /** Pull requests, short-lived branches and stand-ins: only conditions on new code apply. */
  readonly newCodeOnly: boolean
  /** A branch analysis (stand-ins too) that measured nothing is not a pass. SonarQube itself calls a first analysis OK. */
  readonly branchAnalysis: boolean
  /** No earlier analysis of the same branch is known. */
  readonly first: boolean
}

/** What SonarQube's own gate says, with SonarQube's own status of every condition as the authority. */
export function followSonarQube(gate: ReportedGate | null, reading: GateReading): GateOutcome {
  if (gate === null) return { state: 'not_computed', reason: 'no_gate', conditions: [] }
  const conditions = gate.conditions.map((reported) => judge(reported, reading))
  const applying = conditions.filter(({ applies }) => applies)
  if (applying.some(({ outcome }) => outcome === 'broken')) return { state: 'failed', reason: null, conditions }
  if (gate.status === 'ERROR' && !isExplained(gate, conditions)) return { state: 'failed', reason: null, conditions }
  const reason = whyNotComputed(gate, applying, reading)
  if (reason !== null) return { state: 'not_computed', reason, conditions }
  return { state: 'passed', reason: null, conditions }
}

function judge(reported: ReportedCondition, { newCodeOnly }: GateReading): JudgedCondition {
  const { metric, operator, threshold, value } = reported
  const applies = !newCodeOnly || isOnNewCode(metric) || metric === unreadableMetric
  return { metric, operator, threshold, value, applies, outcome: outcomeOf(reported) }
}

function outcomeOf(reported: ReportedCondition): ConditionOutcome {
  if (reported.status === 'ERROR') return 'broken'
  if (reported.status === 'NO_VALUE' || (reported.status === 'OK' && reported.value === null)) return 'no_value'
  if (reported.status !== 'OK') return 'unknown'
  // The webhook does not say that a condition was ignored: OK with a value that breaks the threshold is how it shows.
  return isIgnoredOnSmallChanges(reported.metric) && breaks(reported) ? 'ignored' : 'met'
}

/** SonarQube's ERROR does not fail the gate when every condition that it calls ERROR does not apply here. */
function isExplained(gate: ReportedGate, conditions: readonly JudgedCondition[]): boolean {
  const errors = conditions.filter((_, at) => gate.conditions[at]?.status === 'ERROR')
  return errors.length > 0 && errors.every(({ applies }) => !applies)
}

function whyNotComputed(gate: ReportedGate, applying: readonly JudgedCondition[], reading: GateReading) {
  if (gate.status === 'NONE') return 'no_new_code_definition'
  if (gate.status === 'unknown') return 'unknown_gate_status'
  if (applying.some(({ outcome }) => outcome === 'unknown')) return 'measures_unavailable'
  const measured = applying.some(({ value }) => value !== null)
  if (reading.branchAnalysis && !measured) return reading.first ? 'first_analysis' : 'nothing_measured'
  return null
}
