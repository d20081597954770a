import type { Operator } from '../gates/condition.ts'
import type { Metric } from '../gates/metric.ts'
import { formatDecimal, isDecimal, maxDecimals } from './format-decimal.ts'
import { formatMilliseconds, formatWorkDuration } from './format-duration.ts'

/** A value as it may be written, with the number that a reader takes from it. */
export type Form = { readonly text: string; readonly number: number }

/** How the values of a metric are read, compared and written. */
export type MeasureScale = {
  /** The number that SonarQube compares; null for a text that is none on this scale. */
  readonly parse: (text: string) => number | null
  /** The forms of a value: SonarQube's own first, then ever finer, the last one exact. */
  readonly forms: (text: string, number: number) => readonly Form[]
  /** What a condition asks for, exactly: "≥ 80.0%" for `LT 80`. */
  readonly requirement: (operator: Operator, text: string, number: number) => string
}

/** The scale of the metric; a metric that is not known is written as SonarQube gave it. */
export function scaleOf(metric: Metric | undefined): MeasureScale {
  if (metric?.severity) return severity(metric.mode === 'STANDARD' ? standardSeverities : severities)
  switch (metric?.type) {
    case 'INT':
      return { ...integer, ...decimal(0, '', { whole: true }) }
    case 'PERCENT':
      return decimal(1, '%')
    case 'FLOAT':
      return decimal(5, '')
    case 'RATING':
      return rating
    case 'WORK_DUR':
      return units(formatWorkDuration)
    case 'MILLISEC':
      return units(formatMilliseconds)
    default:
      return plain
  }
}

const sign: Readonly<Record<Operator, string>> = { GT: '≤ ', LT: '≥ ' }

/** SonarQube drops what stands behind the point of a whole number (SonarQube: ConditionEvaluator). */
function parseWhole(text: string): number | null {
  return isDecimal(text) ? Math.trunc(Number(text)) + 0 : null
}

const integer = { parse: parseWhole }
