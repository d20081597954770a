import type { ConditionOutcome, JudgedCondition } from '../gates/condition.ts'
import { findMetric } from '../gates/metric.ts'
import { count } from './count.ts'
import { outcomeWord } from './describe-words.ts'
import { measureParts, requirementParts } from './format-measure.ts'
import { code, codeInCell, link } from './safe-markdown.ts'
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

/** What the table does not say by itself: silence must not look like green. */
export function conditionNotes(conditions: readonly JudgedCondition[]): readonly string[] {
  const applying = conditions.filter(({ applies }) => applies)
  const withOutcome = (wanted: ConditionOutcome) => applying.filter(({ outcome }) => outcome === wanted).length
  const [unmeasured, ignored] = [withOutcome('no_value'), withOutcome('ignored')]
  return [
    ...(applying.length === 0 ? ['No condition of the gate applies here: nothing was judged.'] : []),
    ...(unmeasured > 0
      ? [`${count(unmeasured, 'condition was', 'conditions were')} not measured: SonarQube fails no gate for that.`]
      : []),
    ...(ignored > 0
      ? [
          `${count(ignored, 'condition is', 'conditions are')} ignored by SonarQube: coverage and duplication do not count while few lines changed.`,
        ]
      : []),
    ...notApplying(conditions),
  ]
}

function notApplying(conditions: readonly JudgedCondition[]): readonly string[] {
  const others = conditions.filter(({ applies }) => !applies)
  if (others.length === 0) return []
  const named = others.slice(0, 10).map(({ metric }) => findMetric(metric)?.name ?? code(metric, 80))
  const more = others.length > named.length ? `, and ${others.length - named.length} more` : ''
  return [
    `${count(others.length, 'condition')} on overall code ${others.length === 1 ? 'does' : 'do'} not apply here: ${named.join(', ')}${more}.`,
  ]
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
