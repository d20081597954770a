import type { ConditionOutcome } from '../gates/condition.ts'
import type { NotComputedReason } from '../gates/gate-outcome.ts'
import type { State } from '../verdicts/verdict.ts'

/** The outcome of a condition in words, without an icon. */
export function outcomeWord(outcome: ConditionOutcome): string {
  return outcomeWords[outcome]
}

/** The state of a verdict in words, without an icon. */
export function stateWord(state: State): string {
  return stateWords[state]
}

/** Why the gate could not be computed. Our own words only. */
export function reasonSentence(reason: NotComputedReason): string {
  return reasons[reason]
}

const outcomeWords: Readonly<Record<ConditionOutcome, string>> = {
  met: 'passed',
  broken: 'failed',
  no_value: 'not measured',
  ignored: 'ignored: small change',
  unknown: 'could not be read',
}

const stateWords: Readonly<Record<State, string>> = {
  failed: 'failed',
  analysis_failed: 'analysis failed',
  missing: 'no analysis in time',
  waiting: 'waiting',
  not_computed: 'not computed',
  waived: 'waived',
  passed: 'passed',
  not_affected: 'not affected',
}

const reasons: Readonly<Record<NotComputedReason, string>> = {
  no_gate: 'SonarQube reported no quality gate with this analysis.',
  no_new_code_definition:
    'SonarQube did not compute the quality gate: the project has no new code definition that it could measure by.',
  unknown_gate_status: 'SonarQube gave the quality gate a status that this version of Sluicegate does not know.',
  measures_unavailable: 'A condition could not be read, so nothing says that it is met.',
  first_analysis:
    'It is the first analysis of the branch that is known here, and no condition that applies has a value. SonarQube itself calls that passed.',
  nothing_measured: 'No condition that applies has a value. SonarQube itself calls that passed.',
}
