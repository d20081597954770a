import { html } from 'hono/html'
import { latestRuns } from '../merge-state.ts'
import { requiredChecks } from '../protection.ts'
import type { CheckRun, Repository, World } from '../world.ts'
import { avatar, icon, type Mood } from './icons.ts'
import type { Html } from './layout.ts'

export function moodOf({ state }: CheckRun): Mood {
  if (state.status !== 'completed') return 'wait'
  if (state.conclusion === 'success') return 'good'
  return state.conclusion === 'neutral' || state.conclusion === 'skipped' ? 'plain' : 'bad'
}

export function wordOf({ state }: CheckRun): string {
  return (state.conclusion ?? state.status).replaceAll('_', ' ')
}

/** The checks of a commit, and those that its branch requires and nobody has reported. */
export function checksOf(world: World, repository: Repository, { sha, branch }: { sha: string; branch?: string }) {
  const runs = latestRuns(world, repository, sha)
  const required = branch ? requiredChecks(repository, branch).map(({ context }) => context) : []
  const absent = required.filter((name) => !runs.some(({ state }) => state.name === name))
  return { runs, required, absent }
}

/** One row for each check of a commit, those that are required and absent included. */
export function checkRows(world: World, repository: Repository, place: { sha: string; branch?: string }): Html {
  const { runs, required, absent } = checksOf(world, repository, place)
  if (runs.length + absent.length === 0) return html`<p class="markdown plain">No checks.</p>`
  return html`<ul class="rows">
    ${absent.map((name) => absentRow(name))}
    ${runs.map((run) => runRow(world, run, required.includes(run.state.name)))}
  </ul>`
}

function absentRow(name: string): Html {
  return html`<li>
    ${icon('wait', 'expected')}
    <div class="what"><strong>${name}</strong> <span>Expected — Waiting for status to be reported</span></div>
    <span class="label">Required</span>
  </li>`
}

function runRow(world: World, run: CheckRun, isRequired: boolean): Html {
  const { name, title, detailsUrl } = run.state
  return html`<li>
    ${icon(moodOf(run), wordOf(run))}
    ${avatar(world.apps.get(run.appId)?.name ?? '?', 'app')}
    <div class="what"><strong>${name}</strong> <span>${title ?? wordOf(run)}</span></div>
    ${isRequired ? html`<span class="label">Required</span>` : ''}
    <a href="#check-${run.id}">Output</a>
    ${detailsUrl ? html`<a href="${detailsUrl}">Details</a>` : ''}
  </li>`
}
