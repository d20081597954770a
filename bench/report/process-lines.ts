import type { Start } from '../processes/measure-starts.ts'
import { digits, type Line } from './line.ts'
import { type Round, withSpread } from './load-lines.ts'
import { median } from './percentile.ts'

export type Starts = { readonly bare: readonly Start[]; readonly ours: readonly Start[] }

export function processLines({ bare, ours }: Starts, rounds: readonly Round[]): readonly Line[] {
  const [ready, bareReady] = [ours, bare].map((starts) => starts.map(({ readyAfter }) => readyAfter / 1000))
  const [memory, bareMemory] = [ours, bare].map((starts) => starts.map((start) => start.memory))
  const loaded = rounds.map(({ empty }) => Math.max(...Object.values(empty).map((measured) => measured.memory)))
  const bareLoaded = rounds.map((round) => round.bare.memory)
  return [
    line('start until /readyz answers', 's', ready ?? [], bareReady ?? [], 1.5),
    line('memory when ready', 'MB', memory ?? [], bareMemory ?? [], 150),
    line('memory after the load', 'MB', loaded, bareLoaded, 150),
  ]
}

function line(what: string, unit: string, ours: readonly number[], bare: readonly number[], most: number): Line {
  return {
    what,
    measured: `${withSpread(ours)} ${unit}`,
    baseline: `bare Probot ${digits(median(bare))} ${unit}`,
    ratio: median(ours) / median(bare),
    budget: { text: `< ${most} ${unit}`, met: median(ours) < most },
  }
}
