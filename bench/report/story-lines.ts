import type { Step, Story } from '../stories/tell-story.ts'
import { digits, type Line } from './line.ts'
import { percentile } from './percentile.ts'

export type Told = {
  readonly atOnce: readonly Story[]
  /** With a GitHub that takes 100 ms to answer. */
  readonly slow: readonly Story[]
  readonly seeded: readonly Story[]
}

export function storyLines({ atOnce, slow, seeded }: Told): readonly Line[] {
  return [
    beyond('webhook to check write, GitHub answers at once', atOnce),
    beyond('webhook to check write, GitHub takes 100 ms', slow),
    stillBeyond(atOnce, seeded),
    writes('writes, opened to analysed', atOnce, ({ opened, analysed }) => [opened, analysed], 2),
    writes('writes, evaluated again by a flip', atOnce, ({ flipped }) => [flipped], 1),
  ]
}

/** The requests of one story, as they were made. */
export function listRequests({ opened, analysed, flipped }: Story): string {
  const list = ({ requests }: Step) => requests.join(', ')
  return `opened: ${list(opened)}\nanalysed: ${list(analysed)}\nflipped: ${list(flipped)}`
}

function beyond(what: string, stories: readonly Story[]): Line {
  const times = timesOf(stories)
  const p50 = percentile(times, 0.5)
  return {
    what,
    measured: `p50 ${digits(p50)} ms, p99 ${digits(percentile(times, 0.99))} ms beyond GitHub's own time`,
    baseline: `${stories.length} stories`,
    ratio: null,
    budget: { text: 'p50 < 30 ms', met: p50 < 30 },
  }
}

function stillBeyond(empty: readonly Story[], seeded: readonly Story[]): Line {
  const [before, after] = [percentile(timesOf(empty), 0.5), percentile(timesOf(seeded), 0.5)]
  return {
    what: 'webhook to check write, with 100,000 analyses stored',
    measured: `p50 ${digits(after)} ms, p99 ${digits(percentile(timesOf(seeded), 0.99))} ms`,
    baseline: `empty p50 ${digits(before)} ms`,
    ratio: after / before,
    budget: { text: 'ratio ≤ 1.1', met: after / before <= 1.1 },
  }
}

function writes(what: string, stories: readonly Story[], steps: (story: Story) => readonly Step[], most: number): Line {
  const requests = stories.map((story) => steps(story).flatMap((step) => step.requests))
  const written = Math.max(...requests.map((list) => list.filter((request) => !request.startsWith('GET')).length))
  const read = Math.max(...requests.map((list) => list.filter((request) => request.startsWith('GET')).length))
  return {
    what,
    measured: `${written}, and ${read} reads, at most`,
    baseline: '',
    ratio: null,
    budget: { text: `${most}`, met: written <= most },
  }
}

function timesOf(stories: readonly Story[]): readonly number[] {
  return stories
    .flatMap(({ opened, analysed, flipped }) => [opened, analysed, flipped])
    .map((step) => step.beyondGitHub)
}
