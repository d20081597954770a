import type { Condition, JudgedCondition, Operator } from '../gates/condition.ts'
import { findMetric } from '../gates/metric.ts'
import { type Form, scaleOf } from './measure-scale.ts'
import type { Sentence } from './text-part.ts'

/**
 * What the condition requires, in SonarQube's inverted wording: "≥ 80.0%" for `LT 80`. Never rounded. A threshold that
 * cannot be read stands as it is, as code.
 */
export function requirementParts({ metric, operator, threshold }: Condition): Sentence {
  const scale = scaleOf(findMetric(metric))
  const text = threshold.trim()
  const number = scale.parse(text)
  if (number === null) return [{ text: operator === 'GT' ? '≤ ' : '≥ ' }, { code: threshold }]
  return [{ text: scale.requirement(operator, number, text) }]
}

/**
 * The measure as SonarQube writes it, only finer where rounding would change which side of the threshold it is on: 79.96
 * against `LT 80` is "79.96%", not "80.0%". A value that cannot be read stands as it is, as code.
 */
export function measureParts(condition: JudgedCondition): Sentence {
  const { metric, operator, threshold, value, outcome } = condition
  if (value === null) return [{ text: outcome === 'unknown' ? 'could not be read' : 'not measured' }]
  const scale = scaleOf(findMetric(metric))
  const text = value.trim()
  const number = scale.parse(text)
  if (number === null) return [{ code: value }]
  const limit = scale.parse(threshold.trim())
  const claimsBroken = outcome === 'broken' || outcome === 'ignored'
  return [{ text: choose(scale.forms(number, text), { operator, number, limit, claimsBroken }) }]
}

/** Plain text of `requirementParts`: to be escaped where it is rendered. */
export function required(condition: Condition): string {
  return plain(requirementParts(condition))
}

/** Plain text of `measureParts`: to be escaped where it is rendered. */
export function measured(condition: JudgedCondition): string {
  return plain(measureParts(condition))
}

type Question = {
  readonly operator: Operator
  readonly number: number
  readonly limit: number | null
  readonly claimsBroken: boolean
}

/** The first form that a reader would judge as the exact number; the exact one where SonarQube's outcome contradicts it. */
function choose(forms: Iterable<Form>, { operator, number, limit, claimsBroken }: Question): string {
  const beyond = (candidate: number) => limit !== null && (operator === 'GT' ? candidate > limit : candidate < limit)
  const contradicted = limit !== null && claimsBroken && !beyond(number)
  let text = ''
  for (const form of forms) {
    text = form.text
    if (!contradicted && beyond(form.number) === beyond(number)) break
  }
  return text
}

function plain(parts: Sentence): string {
  return parts.map((part) => ('text' in part ? part.text : part.code)).join('')
}
