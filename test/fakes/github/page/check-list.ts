import { html, raw } from 'hono/html'
import { latestRuns } from '../merge-state.ts'
import { requiredChecks } from '../protection.ts'
import type { CheckRun, Repository, World } from '../world.ts'
import type { Html } from './layout.ts'
import { renderMarkdown } from './markdown.ts'

const shapes = {
  good: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm3.7 5.3a1 1 0 0 0-1.4 0L7 8.6 5.7 7.3a1 1 0 0 0-1.4 1.4l2 2a1 1 0 0 0 1.4 0l4-4a1 1 0 0 0 0-1.4Z',
  bad: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0ZM5.7 4.3a1 1 0 0 0-1.4 1.4L6.6 8l-2.3 2.3a1 1 0 1 0 1.4 1.4L8 9.4l2.3 2.3a1 1 0 0 0 1.4-1.4L9.4 8l2.3-2.3a1 1 0 0 0-1.4-1.4L8 6.6Z',
  wait: 'M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
  plain: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0ZM4.5 7a1 1 0 0 0 0 2h7a1 1 0 1 0 0-2Z',
} as const

export type Mood = keyof typeof shapes

export function moodOf({ state }: CheckRun): Mood {
  if (state.status !== 'completed') return 'wait'
  if (state.conclusion === 'success') return 'good'
  return state.conclusion === 'neutral' || state.conclusion === 'skipped' ? 'plain' : 'bad'
}

export function icon(mood: Mood, label: string): Html {
  return html`<svg class="icon ${mood}" viewBox="0 0 16 16" role="img" aria-label="${label}"><path d="${shapes[mood]}"/></svg>`
}

/** One row for each check of a commit, those that are required and absent included. */
export function checkRows(
  world: World,
  repository: Repository,
  { sha, branch }: { sha: string; branch?: string },
): Html {
  const runs = latestRuns(world, repository, sha)
  const required = branch ? requiredChecks(repository, branch) : []
  const isRequired = (name: string) => required.some(({ context }) => context === name)
  const absent = required.filter(({ context }) => !runs.some(({ state }) => state.name === context))
  if (runs.length + absent.length === 0) return html`<p class="markdown plain">No checks.</p>`
  return html`<ul class="rows">
    ${absent.map(({ context }) => absentRow(context))}
    ${runs.map((run) => runRow(world, run, isRequired(run.state.name)))}
  </ul>`
}

function absentRow(context: string): Html {
  return html`<li>
    ${icon('wait', 'expected')}
    <div class="what"><strong>${context}</strong> <span>Expected — Waiting for status to be reported</span></div>
    <span class="label">Required</span>
  </li>`
}

function runRow(world: World, run: CheckRun, isRequired: boolean): Html {
  const { name, title, detailsUrl } = run.state
  return html`<li>
    ${icon(moodOf(run), wordOf(run))}
    <div class="what"><strong>${name}</strong> <span>${title ?? wordOf(run)} · ${world.apps.get(run.appId)?.name}</span></div>
    ${isRequired ? html`<span class="label">Required</span>` : ''}
    <a href="#check-${run.id}">Output</a>
    ${detailsUrl ? html`<a href="${detailsUrl}">Details</a>` : ''}
  </li>`
}

/** What GitHub's checks tab shows of each run. */
export function checkOutputs(world: World, repository: Repository, sha: string): Html {
  return html`${latestRuns(world, repository, sha).map((run) => checkOutput(run))}`
}

function checkOutput(run: CheckRun): Html {
  const { name, title, summary, text } = run.state
  return html`<section class="box" id="check-${run.id}" aria-label="${name}">
    <header>
      ${icon(moodOf(run), wordOf(run))} <strong>${name}</strong> — ${title ?? wordOf(run)}
      <span class="label">${wordOf(run)}</span>
    </header>
    ${[summary, text].map((part) => (part ? html`<div class="markdown">${raw(renderMarkdown(part))}</div>` : ''))}
    ${run.annotations.map((annotation) => {
      const level = annotation.annotation_level
      const mood = ({ failure: 'bad', warning: 'wait', notice: 'plain' } as const)[level]
      return html`<div class="annotation">
        ${icon(mood, level)} <code>${annotation.path}#L${annotation.start_line}</code> <strong>${annotation.title ?? ''}</strong>
        <p>${annotation.message}</p>
      </div>`
    })}
  </section>`
}

function wordOf({ state }: CheckRun): string {
  return (state.conclusion ?? state.status).replaceAll('_', ' ')
}
