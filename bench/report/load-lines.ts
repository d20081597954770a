import type { Measured } from '../load/measure-load.ts'
import { digits, type Line } from './line.ts'
import { median, percentile } from './percentile.ts'

export const kinds = ['sonarqube', 'github', 'half'] as const
export type Kind = (typeof kinds)[number]

/** The rounds of a run: in each all are measured once, so that a busy minute of the machine meets all alike. */
export type Round = {
  readonly bare: Measured
  readonly empty: Readonly<Record<Kind, Measured>>
  readonly seeded: Readonly<Record<Kind, Measured>>
}

const names: Readonly<Record<Kind, string>> = {
  sonarqube: 'SonarQube webhooks',
  github: 'GitHub webhooks',
  half: 'half of each',
}

export function loadLines(rounds: readonly Round[]): readonly Line[] {
  return kinds.flatMap((kind) => [
    throughput(rounds, kind),
    latency(rounds, kind),
    processor(rounds, kind),
    seeded(rounds, kind),
  ])
}

function throughput(rounds: readonly Round[], kind: Kind): Line {
  const ours = rounds.map((round) => round.empty[kind].perSecond)
  const bare = rounds.map((round) => round.bare.perSecond)
  const ratio = median(rounds.map((round) => round.empty[kind].perSecond / round.bare.perSecond))
  return {
    what: `${names[kind]} a second, durably stored`,
    measured: withSpread(ours),
    baseline: `bare Probot ${withSpread(bare)}`,
    ratio,
    budget: { text: 'ratio ≥ 0.7', met: ratio >= 0.7 },
  }
}

function latency(rounds: readonly Round[], kind: Kind): Line {
  const ours = (share: 'p50' | 'p99') => rounds.map((round) => round.empty[kind][share])
  const bare = (share: 'p50' | 'p99') => median(rounds.map((round) => round.bare[share]))
  return {
    what: `${names[kind]}, acknowledged after (p50, p99)`,
    measured: `${digits(median(ours('p50')))} ms, ${withSpread(ours('p99'))} ms`,
    baseline: `${digits(bare('p50'))} ms, ${digits(bare('p99'))} ms`,
    ratio: median(ours('p99')) / bare('p99'),
    budget: { text: 'p99 < 50 ms', met: median(ours('p99')) < 50 },
  }
}

function processor(rounds: readonly Round[], kind: Kind): Line {
  const ours = median(rounds.map((round) => round.empty[kind].processor))
  const bare = median(rounds.map((round) => round.bare.processor))
  return {
    what: `${names[kind]}, processor time each`,
    measured: `${digits(ours)} µs`,
    baseline: `${digits(bare)} µs`,
    ratio: ours / bare,
    budget: null,
  }
}

function seeded(rounds: readonly Round[], kind: Kind): Line {
  const full = rounds.map((round) => round.seeded[kind].perSecond)
  const empty = rounds.map((round) => round.empty[kind].perSecond)
  const ratio = median(rounds.map((round) => round.seeded[kind].perSecond / round.empty[kind].perSecond))
  return {
    what: `${names[kind]} a second, with 100,000 analyses stored`,
    measured: withSpread(full),
    baseline: `empty ${withSpread(empty)}`,
    ratio,
    budget: { text: 'ratio ≥ 0.9', met: ratio >= 0.9 },
  }
}

/** The median, and the least and the greatest where there are several. */
export function withSpread(values: readonly number[]): string {
  const middle = digits(median(values))
  return values.length < 2 ? middle : `${middle} (${digits(percentile(values, 0))} to ${digits(percentile(values, 1))})`
}
