import type { ConditionOutcome, JudgedCondition } from '../gates/condition.ts'
import { findMetric } from '../gates/metric.ts'
import { outcomeWord } from './describe-words.ts'
import { measureParts, requirementParts } from './format-measure.ts'
import { codeInCell, link } from './safe-markdown.ts'
import { measureUrl, type ProjectPlace } from './sonarqube-links.ts'
import type { Sentence } from './text-part.ts'

export const conditionsHead: readonly string[] = ['| Condition | Required | Measured | Outcome |', '|:--|--:|--:|:--|']

/** A row each for the conditions that apply, what failed first. No links without a place. */
export function conditionRows(conditions: readonly JudgedCondition[], place: ProjectPlace | null): readonly string[] {
  return conditions
    .filter(({ applies }) => applies)
    .toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
    .map((condition) => {
      const { metric, outcome } = condition
      const cells = [
        nameCell(metric, place),
        cell(requirementParts(condition)),
        cell(measureParts(condition)),
        `${icons[outcome]} ${outcomeWord(outcome)}`,
      ]
      return `| ${cells.join(' | ')} |`
    })
}

function nameCell(metric: string, place: ProjectPlace | null): string {
  const name = findMetric(metric)?.name
  if (name === undefined) return codeInCell(metric, 100)
  const url = place === null ? null : measureUrl(place, metric)
  return url === null ? name : link(name, url)
}

function cell(parts: Sentence): string {
  return parts.map((part) => ('text' in part ? part.text : codeInCell(part.code, 40))).join('')
}

const order: readonly ConditionOutcome[] = ['broken', 'unknown', 'ignored', 'no_value', 'met']

const icons: Readonly<Record<ConditionOutcome, string>> = {
  met: '✅',
  broken: '❌',
  no_value: '⚪',
  ignored: '🟡',
  unknown: '❔',
}
