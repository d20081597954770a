import type { JudgedCondition } from './condition.ts'

/**
 * Why a gate could not be computed.
 *
 * - `no_gate`: SonarQube reported no quality gate
 * - `no_new_code_definition`: SonarQube says NONE
 * - `unknown_gate_status`: SonarQube says something that is not known here
 * - `measures_unavailable`: a condition could not be read
 * - `first_analysis`: nothing has a value, and no earlier analysis of the branch is known
 * - `nothing_measured`: nothing has a value
 */
export type NotComputedReason =
  | 'no_gate'
  | 'no_new_code_definition'
  | 'unknown_gate_status'
  | 'measures_unavailable'
  | 'first_analysis'
  | 'nothing_measured'

export type GateOutcome = {
  readonly state: 'passed' | 'failed' | 'not_computed'
  readonly reason: NotComputedReason | null
  readonly conditions: readonly JudgedCondition[]
}
