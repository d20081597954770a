import type { CommitName } from './sample-commits.ts'

export type ExpectedCondition = { readonly status: 'OK' | 'ERROR' | 'NO_VALUE'; readonly value?: string }

export type ExpectedIssue = { readonly rule: string; readonly path: string; readonly line: number }

export type Outcome = {
  readonly gate: 'OK' | 'ERROR'
  /** What the webhook says, by metric. */
  readonly conditions: Readonly<Record<Metric, ExpectedCondition>>
  /** Open on new code, in the order of their places. */
  readonly issues: readonly ExpectedIssue[]
}

type Metric = 'new_violations' | 'new_coverage' | 'new_duplicated_lines_density' | 'new_security_hotspots_reviewed'

const noValue = { status: 'NO_VALUE' } as const
const noDuplication = { status: 'OK', value: '0.0' } as const
const voucherIssue = { rule: 'python:S1066', path: 'src/vouchers.py', line: 4 } as const

function onNewCode(coverage: string, ...issues: ExpectedIssue[]): Outcome {
  const new_coverage = { status: Number(coverage) < 80 ? 'ERROR' : 'OK', value: coverage } as const
  const new_violations = { status: issues.length > 0 ? 'ERROR' : 'OK', value: String(issues.length) } as const
  return {
    gate: [new_coverage, new_violations].some(({ status }) => status === 'ERROR') ? 'ERROR' : 'OK',
    conditions: {
      new_violations,
      new_coverage,
      new_duplicated_lines_density: noDuplication,
      // The analyzers of 26.9 raise no hotspots any more.
      new_security_hotspots_reviewed: noValue,
    },
    issues,
  }
}

/**
 * What Community Build 26.9 says of each commit under Sonar way, `basket` being the first analysis of its project. Which of
 * the others were analysed in between does not matter: new code is what came after version 1.0, the basket.
 */
export const outcomes: Readonly<Record<CommitName, Outcome>> = {
  // A first analysis has no new code.
  basket: {
    gate: 'OK',
    conditions: {
      new_violations: noValue,
      new_coverage: noValue,
      new_duplicated_lines_density: noValue,
      new_security_hotspots_reviewed: noValue,
    },
    issues: [],
  },
  discounts: onNewCode(
    '54.5',
    { rule: 'python:S1481', path: 'src/discounts.py', line: 9 },
    { rule: 'python:S1764', path: 'src/discounts.py', line: 21 },
  ),
  'tested-discounts': onNewCode('95.2'),
  vouchers: onNewCode('96.3', voucherIssue),
  loyalty: onNewCode('70.6', { rule: 'python:S1481', path: 'src/loyalty.py', line: 6 }),
  'tested-loyalty': onNewCode('97.0'),
}

// A flip calls a condition without a measure OK, where an analysis says NO_VALUE.
const noHotspotsInFlip = { new_security_hotspots_reviewed: { status: 'OK' } } as const

/** `vouchers` after its only issue was accepted, and after that was taken back. */
export const flips: { readonly accepted: Outcome; readonly reopened: Outcome } = {
  accepted: flipOf(onNewCode('96.3')),
  reopened: flipOf(onNewCode('96.3', voucherIssue)),
}

function flipOf(outcome: Outcome): Outcome {
  return { ...outcome, conditions: { ...outcome.conditions, ...noHotspotsInFlip } }
}
