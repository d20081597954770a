import { html } from 'hono/html'
import { count } from '../../core/decorations/count.ts'
import { conditionNotes } from '../../core/decorations/describe-conditions.ts'
import { outcomeWord } from '../../core/decorations/describe-verdict.ts'
import { measureParts, requirementParts } from '../../core/decorations/format-measure.ts'
import { measureUrl, type ProjectPlace } from '../../core/decorations/sonarqube-links.ts'
import type { ConditionOutcome, JudgedCondition } from '../../core/gates/condition.ts'
import { metricName } from '../../core/gates/metric.ts'
import { chip } from './chip.ts'
import { foreign, foreignCode, sentence } from './foreign-text.ts'
import type { Html } from './layout.ts'
import { toneOfOutcome } from './tones.ts'

const worstFirst: readonly ConditionOutcome[] = ['broken', 'unknown', 'ignored', 'no_value', 'met']

/** The conditions of a gate: those that count here, and folded away those on overall code that do not. */
export function conditionTables(conditions: readonly JudgedCondition[], place: ProjectPlace | null): Html {
  const sorted = conditions.toSorted((a, b) => worstFirst.indexOf(a.outcome) - worstFirst.indexOf(b.outcome))
  const counting = sorted.filter(({ applies }) => applies)
  const others = sorted.filter(({ applies }) => !applies)
  return html`${counting.length > 0 && html`<div class="flush">${table('Conditions', counting, place)}</div>`}${conditionNotes(
    conditions,
  ).map((note) => html`<p>${sentence(note)}</p>`)}${others.length > 0 && folded(others, place)}`
}

function folded(others: readonly JudgedCondition[], place: ProjectPlace | null): Html {
  return html`<details class="flush">
<summary>${count(others.length, 'condition')} on overall code: not counted here, where only new code is judged</summary>
${table('Conditions on overall code', others, place)}
</details>`
}

function table(caption: string, conditions: readonly JudgedCondition[], place: ProjectPlace | null): Html {
  return html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Condition</th><th scope="col">Required</th><th scope="col">Measured</th><th scope="col">Outcome</th></tr></thead>
<tbody>
${conditions.map((condition) => row(condition, place))}</tbody>
</table>`
}

function row(condition: JudgedCondition, place: ProjectPlace | null): Html {
  const { metric, outcome, applies } = condition
  const name = metricName(metric)
  // An outcome that does not count must not stand out like one that does.
  const tone = applies ? toneOfOutcome[outcome] : 'quiet'
  return html`<tr class="${applies ? outcome : 'apart'}">
<th scope="row">${foreign(name)}${name !== metric && html` <small>${foreignCode(metric)}</small>`}</th>
<td class="number">${sentence(requirementParts(condition))}</td>
<td class="number measure">${measure(condition, place)}</td>
<td>${chip(outcomeWord(outcome), tone)}</td>
</tr>
`
}

function measure(condition: JudgedCondition, place: ProjectPlace | null): Html {
  const shown = sentence(measureParts(condition))
  const url = place === null || condition.value === null ? null : measureUrl(place, condition.metric)
  return url === null ? shown : html`<a href="${url}">${shown}</a>`
}
