import { html } from 'hono/html'
import {
  howFound,
  reasonSentence,
  remedySentence,
  seenSentence,
  stateWord,
} from '../../core/decorations/describe-verdict.ts'
import { dashboardUrl, type ProjectPlace } from '../../core/decorations/sonarqube-links.ts'
import type { ProjectVerdict, SeenAnalysis } from '../../core/verdicts/verdict.ts'
import { chip } from './chip.ts'
import { conditionTables } from './condition-table.ts'
import { foreign, foreignCode, sentence, sentences } from './foreign-text.ts'
import type { Html } from './layout.ts'
import { toneOfProject } from './tones.ts'

export type CardLinks = { readonly place: ProjectPlace | null; pullRequest(number: number): string }

/** What a project is worth, and why. */
export function projectCard(project: ProjectVerdict, links: CardLinks): Html {
  const { name, state, reason, conditions, seen, analysis } = project
  return html`<article class="card">
<div class="stack">
<div class="title"><h2>${foreign(name)}</h2>${chip(stateWord(state), toneOfProject(project))}</div>
${reason !== null && html`<p>${reasonSentence(reason)}</p>`}
<dl class="facts small">${facts(project, links)}</dl>
</div>
${(conditions.length > 0 || state === 'passed') && conditionTables(conditions, links.place)}
${seen.length > 0 && seenList(project)}
<section class="stack">
<h3>${analysis === null ? 'The analysis' : 'How the analysis was found'}</h3>
${sentences(howFound(project))}
</section>
</article>
`
}

/** The newest first; what makes the next one count is said once for each reason. */
function seenList({ seen }: ProjectVerdict): Html {
  const newest = seen.toSorted((a, b) => b.receivedAt - a.receivedAt)
  const isFirst = ({ reason }: SeenAnalysis, at: number) => newest.findIndex((one) => one.reason === reason) === at
  const line = (one: SeenAnalysis, at: number) =>
    html`<li>${sentence(seenSentence(one))}${isFirst(one, at) && html`<br>${sentence(remedySentence(one.reason))}`}</li>`
  return html`<section class="stack next warn">
<h3>Seen, and not counted</h3>
<ul class="list">${newest.map(line)}</ul>
</section>`
}

function facts(project: ProjectVerdict, { place, pullRequest }: CardLinks): readonly (Html | false)[] {
  const { connection, key, gate, branch } = project
  const number = project.pullRequest
  const url = place === null ? null : dashboardUrl(place)
  return [
    fact('Project key', foreignCode(key)),
    gate !== null && fact('Quality gate', foreign(gate)),
    number !== null && fact('Judged for', html`<a href="${pullRequest(number)}">pull request #${number}</a>`),
    number === null && branch !== null && fact('Judged for', html`branch ${foreignCode(branch)}`),
    fact('SonarQube', url === null ? foreign(connection) : html`<a href="${url}">open the project</a>`),
  ]
}

function fact(term: string, description: Html): Html {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`
}
