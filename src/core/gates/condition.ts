/** SonarQube's comparison operators by their API names. `GT`: broken when the value is greater than the threshold. */
export type Operator = 'GT' | 'LT'

/** A line of a quality gate: metric key, operator, error threshold as it was entered (text, in the metric's own unit). */
export type Condition = {
  readonly metric: string
  readonly operator: Operator
  readonly threshold: string
}

/**
 * What a condition says of a measure.
 *
 * - `met`: measured, and the comparison does not hold (strict: 80.0 is met against `LT 80`)
 * - `broken`: measured, and the comparison holds
 * - `no_value`: the metric was not measured; never breaks a gate by itself
 * - `ignored`: would be broken, but the change is small; never breaks a gate
 * - `unknown`: could not be read; never met
 */
export type ConditionOutcome = 'met' | 'broken' | 'no_value' | 'ignored' | 'unknown'

/** A condition with what came of it. `applies` is false for a condition on overall code where only new code counts. */
export type JudgedCondition = Condition & {
  /** The measure as SonarQube wrote it (WORK_DUR minutes, MILLISEC milliseconds, RATING 1 to 5), null when not measured. */
  readonly value: string | null
  readonly outcome: ConditionOutcome
  readonly applies: boolean
}

/** SonarQube: Condition.isOnLeakPeriod. */
export function isOnNewCode(metric: string): boolean {
  return metric.startsWith('new_')
}

const ignoredOnSmallChanges: ReadonlySet<string> = new Set([
  'new_coverage',
  'new_line_coverage',
  'new_branch_coverage',
  'new_duplicated_lines_density',
  'new_duplicated_lines',
  'new_duplicated_blocks',
])

/** Whether SonarQube ignores a broken condition on this metric when few lines changed (SonarQube: QualityGateEvaluatorImpl). */
export function isIgnoredOnSmallChanges(metric: string): boolean {
  return ignoredOnSmallChanges.has(metric)
}
