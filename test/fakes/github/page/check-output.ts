import { html, raw } from 'hono/html'
import { latestRuns } from '../merge-state.ts'
import type { Annotation, CheckRun, Repository, World } from '../world.ts'
import { moodOf, wordOf } from './check-list.ts'
import { icon } from './icons.ts'
import type { Html } from './layout.ts'
import { renderMarkdown } from './markdown.ts'

/** What GitHub's checks tab shows of each run. */
export function checkOutputs(world: World, repository: Repository, sha: string): Html {
  return html`${latestRuns(world, repository, sha).map((run) => checkOutput(world, run))}`
}

function checkOutput(world: World, run: CheckRun): Html {
  const { name, title, summary, text, detailsUrl } = run.state
  const app = world.apps.get(run.appId)?.name
  return html`<section class="box output" id="check-${run.id}" aria-label="${name}">
    <header>
      ${icon(moodOf(run), wordOf(run))}
      <div class="what"><strong>${name}</strong> ${wordOf(run)} on <code>${run.headSha.slice(0, 7)}</code></div>
      ${detailsUrl ? html`<a href="${detailsUrl}">View more details on ${app}</a>` : ''}
    </header>
    <h3>${title ?? wordOf(run)}</h3>
    ${[summary, text].map((part) => (part ? html`<div class="markdown">${raw(renderMarkdown(part))}</div>` : ''))}
    ${run.annotations.map((annotation) => annotationPart(annotation))}
  </section>`
}

const moods = { failure: 'bad', warning: 'wait', notice: 'plain' } as const

function annotationPart({ annotation_level: level, path, start_line: line, title, message }: Annotation): Html {
  return html`<div class="annotation">
    ${icon(moods[level], level)} <code>${path}#L${line}</code> <strong>${title ?? ''}</strong>
    <p>${message}</p>
  </div>`
}
