import type { Operator } from './condition.ts'

/**
 * Whether the measure breaks the threshold, strictly: 80.0 does not break `LT 80`. Both are compared as numbers, unrounded.
 * A text that is no number breaks nothing.
 */
export function breaks(condition: {
  readonly operator: Operator
  readonly threshold: string
  readonly value: string | null
}): boolean {
  if (condition.value === null || condition.value.trim() === '' || condition.threshold.trim() === '') return false
  const value = Number(condition.value)
  const threshold = Number(condition.threshold)
  return condition.operator === 'GT' ? value > threshold : value < threshold
}
