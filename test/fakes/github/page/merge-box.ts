import { html, raw } from 'hono/html'
import { type MergeState, mergeStateOf } from '../merge-state.ts'
import { fullName, type PullRequest, type Repository, type World } from '../world.ts'
import { checkRows, checksOf, moodOf } from './check-list.ts'
import { icon, type Mood, sign } from './icons.ts'
import type { Html } from './layout.ts'

export type MergeBox = {
  readonly world: World
  readonly repository: Repository
  readonly pull: PullRequest
  /** What GitHub said to whoever pressed the button in vain. */
  readonly refusal: string | undefined
}

/** How the checks stand, whether that lets the pull request be merged, and the button. */
export function mergeBox(box: MergeBox): Html {
  const { world, repository, pull, refusal } = box
  const merge = mergeStateOf(world, repository, pull)
  const isFree = merge.state === 'clean' || merge.state === 'unstable'
  return html`<section class="merge ${lookOf(pull, merge)}" aria-label="Merge">
    <span class="mark">${sign('merge')}</span>
    <div class="box">
      ${refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : ''}
      ${pull.mergedAt ? mergedPart(pull) : ''}
      ${checksPart(box)}
      ${pull.state === 'open' ? statePart(merge, isFree) : ''}
      ${pull.state === 'closed' && !pull.mergedAt ? part('plain', 'Closed with unmerged commits', '') : ''}
      ${pull.state === 'open' ? button(repository, pull, isFree) : ''}
    </div>
  </section>`
}

function lookOf(pull: PullRequest, { state }: MergeState): string {
  if (pull.mergedAt) return 'merged'
  if (pull.state === 'closed') return 'closed'
  return state === 'clean' || state === 'unstable' ? 'clean' : 'blocked'
}

function mergedPart({ mergedBy, mergeCommitSha, headRef }: PullRequest): Html {
  const text = html`${mergedBy?.login} merged <span class="branch">${headRef}</span> as
    <code>${mergeCommitSha?.slice(0, 7)}</code>.`
  return part('good', 'Pull request successfully merged', text)
}

function checksPart({ world, repository, pull }: MergeBox): Html | '' {
  const place = { sha: pull.headSha, branch: pull.baseRef }
  const { runs, absent } = checksOf(world, repository, place)
  const moods: readonly Mood[] = [...runs.map((run) => moodOf(run)), ...absent.map(() => 'wait' as const)]
  if (moods.length === 0) return ''
  const counted = (['bad', 'wait', 'plain', 'good'] as const).flatMap((mood) => {
    const number = moods.filter((other) => other === mood).length
    return number > 0 ? `${number} ${words[mood]}` : []
  })
  const worst = moods.includes('bad') ? 'bad' : moods.includes('wait') ? 'wait' : 'good'
  return html`${part(worst, titles[worst], `${counted.join(', ')} ${moods.length === 1 ? 'check' : 'checks'}`)}
    <div class="checks">${checkRows(world, repository, place)}</div>`
}

const words: Readonly<Record<Mood, string>> = { bad: 'failing', wait: 'pending', plain: 'neutral', good: 'successful' }
const titles = {
  bad: 'Some checks were not successful',
  wait: "Some checks haven't completed yet",
  good: 'All checks have passed',
} as const

function statePart({ reasons }: MergeState, isFree: boolean): Html {
  if (isFree) return part('good', 'No conflicts with base branch', 'Merging can be performed automatically.')
  return part(
    'bad',
    'Merging is blocked',
    html`${reasons.map((reason) => html`<span class="reason">${reason}</span>`)}`,
  )
}

function part(mood: Mood, title: string, text: Html | string): Html {
  return html`<div class="part">${icon(mood, mood)}<div><h3>${title}</h3><p>${text}</p></div></div>`
}

function button(repository: Repository, pull: PullRequest, isFree: boolean): Html {
  return html`<form method="post" action="/${fullName(repository)}/pull/${pull.number}/merge">
    <button type="submit" ${isFree ? '' : raw('disabled')}>Merge pull request</button>
  </form>`
}
