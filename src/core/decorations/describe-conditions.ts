import type { ConditionOutcome, JudgedCondition } from '../gates/condition.ts'
import { findMetric } from '../gates/metric.ts'
import { count } from './count.ts'
import type { Sentence } from './text-part.ts'

/** What a table of conditions does not say by itself: silence must not look like green. */
export function conditionNotes(conditions: readonly JudgedCondition[]): readonly Sentence[] {
  const applying = conditions.filter(({ applies }) => applies)
  const withOutcome = (wanted: ConditionOutcome) => applying.filter(({ outcome }) => outcome === wanted).length
  const [unmeasured, ignored] = [withOutcome('no_value'), withOutcome('ignored')]
  const were = count(unmeasured, 'condition was', 'conditions were')
  const are = count(ignored, 'condition is', 'conditions are')
  return [
    applying.length === 0 ? 'No condition of the gate applies here: nothing was judged.' : '',
    unmeasured > 0 ? `${were} not measured: SonarQube fails no gate for that.` : '',
    ignored > 0 ? `${are} ignored by SonarQube: coverage and duplication do not count while few lines changed.` : '',
  ].flatMap((text) => (text === '' ? [] : [[{ text }]]))
}

/** The conditions on overall code, where only new code is judged; empty when there are none. */
export function notApplying(conditions: readonly JudgedCondition[]): readonly Sentence[] {
  const others = conditions.filter(({ applies }) => !applies)
  if (others.length === 0) return []
  const verb = others.length === 1 ? 'does' : 'do'
  const named = others.slice(0, 10).flatMap(({ metric }, at) => {
    const name = findMetric(metric)?.name
    return [...(at > 0 ? [{ text: ', ' }] : []), name === undefined ? { code: metric } : { text: name }]
  })
  const more = others.length > 10 ? `, and ${others.length - 10} more.` : '.'
  return [
    [
      { text: `${count(others.length, 'condition')} on overall code ${verb} not apply here: ` },
      ...named,
      { text: more },
    ],
  ]
}
