import type { Operator } from '../gates/condition.ts'
import type { Metric } from '../gates/metric.ts'
import { formatDecimal, isDecimal, maxDecimals, readDecimal } from './format-decimal.ts'
import { type Duration, formatMilliseconds, formatWorkDuration } from './format-duration.ts'

/** How a value may be written, with the number that a reader takes from it. */
export type Form = { readonly text: string; readonly number: number }

/** How the values of a metric are read and written. */
export type MeasureScale = {
  /** The number that SonarQube compares; null for a text that is none on this scale. */
  readonly parse: (text: string) => number | null
  /** Every form of a value: SonarQube's own first, then ever finer ones, the last one exact. */
  readonly forms: (number: number, text: string) => Iterable<Form>
  /** What a condition asks for, exact: "≥ 80.0%" for `LT 80`. */
  readonly requirement: (operator: Operator, number: number, text: string) => string
}

/** The scale of the metric. A metric that is not known is written as SonarQube gave it. */
export function scaleOf(metric: Metric | undefined): MeasureScale {
  if (metric?.severity) return severityScale(metric.mode === 'STANDARD' ? standardSeverities : severities)
  switch (metric?.type) {
    case 'INT':
      return wholeScale
    case 'PERCENT':
      return decimalScale(1, '%')
    case 'FLOAT':
      return decimalScale(5, '')
    case 'RATING':
      return ratingScale
    case 'WORK_DUR':
      return durationScale(formatWorkDuration)
    case 'MILLISEC':
      return durationScale(formatMilliseconds)
    default:
      return plainScale
  }
}

/** SonarQube drops what stands behind the point of a whole number (SonarQube: ConditionEvaluator). Never -0. */
function parseWhole(text: string): number | null {
  return isDecimal(text) ? Math.trunc(Number(text)) + 0 : null
}

function parseDecimal(text: string): number | null {
  return isDecimal(text) ? Number(text) : null
}

function atBest(operator: Operator, limit: string): string {
  return `${operator === 'GT' ? '≤' : '≥'} ${limit}`
}

const wholeScale: MeasureScale = {
  parse: parseWhole,
  forms: (number) => [{ text: formatDecimal(number, 0), number }],
  requirement: (operator, number) => atBest(operator, formatDecimal(number, 0)),
}

const plainScale: MeasureScale = {
  parse: parseDecimal,
  forms: (number, text) => [{ text, number }],
  requirement: (operator, _, text) => atBest(operator, text),
}

function decimalScale(decimals: number, unit: '' | '%'): MeasureScale {
  const write = (text: string, number: number, digits: number): Form => {
    if (unit === '%' && number === 100) return { text: '100%', number }
    const written = isDecimal(text) ? formatDecimal(text, digits) : text
    return { text: `${written}${unit}`, number: readDecimal(written) }
  }
  return {
    parse: parseDecimal,
    *forms(number, text) {
      for (let digits = decimals; digits <= maxDecimals; digits++) yield write(text, number, digits)
      yield { text: `${text}${unit}`, number }
    },
    requirement(operator, number, text) {
      const exact = write(text, number, maxDecimals)
      return atBest(operator, exact.number === number ? exact.text : `${text}${unit}`)
    },
  }
}

const letters = ['A', 'B', 'C', 'D', 'E'] as const

/** 1 to 5 for A to E. "≥ A" is A or better, although the number must not be greater. */
const ratingScale: MeasureScale = {
  parse: (text) => {
    const number = parseWhole(text)
    return number !== null && number >= 1 && number <= letters.length ? number : null
  },
  forms: (number) => [{ text: letters[number - 1] ?? String(number), number }],
  requirement: (operator, number) => `${operator === 'GT' ? '≥' : '≤'} ${letters[number - 1] ?? number}`,
}

function durationScale(format: (number: number) => readonly Duration[]): MeasureScale {
  return {
    parse: parseWhole,
    forms: format,
    requirement: (operator, number) =>
      // The coarsest form that is exact: "≤ 2min", not "≤ 120000ms".
      atBest(operator, format(number).find((form) => form.number === number)?.text ?? String(number)),
  }
}

type Level = { readonly number: number; readonly text: string }

const severities: readonly Level[] = levels('No issues', 'Info', 'Low', 'Medium', 'High', 'Blocker')
const standardSeverities: readonly Level[] = levels('No issues', 'Info', 'Minor', 'Major', 'Critical', 'Blocker')

/** SonarQube: SeverityValues. */
function levels(...names: readonly string[]): readonly Level[] {
  return names.map((text, at) => ({ number: at * 5, text }))
}

/** Thresholds are stored one less than the level that breaks: `GT 9` breaks at Low, and so does anything from 5 to 9. */
function severityScale(known: readonly Level[]): MeasureScale {
  return {
    parse: parseWhole,
    forms: (number) => [known.find((level) => level.number === number) ?? { text: String(number), number }],
    requirement(operator, number) {
      const breaking = operator === 'GT' && number >= 0 ? known.find((level) => level.number > number) : undefined
      return breaking === undefined ? atBest(operator, String(number)) : `< ${breaking.text}`
    },
  }
}
