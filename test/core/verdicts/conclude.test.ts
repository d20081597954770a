import { describe, expect, it } from 'vitest'
import { type Conclusion, conclude } from '../../../src/core/verdicts/conclude.ts'
import { decideCommit } from '../../../src/core/verdicts/decide-commit.ts'
import { type State, states } from '../../../src/core/verdicts/verdict.ts'
import { bound, facts, headOf, inMode, result } from './build-facts.ts'

type Row = {
  readonly merge: Conclusion | null
  readonly otherwise: Conclusion | null
  readonly report: Conclusion | null
}

/** The table of section 4: in mode `enforce` where a merge waits for the commit and where none does; in mode `report`. */
const table: Readonly<Record<State, Row>> = {
  waiting: { merge: null, otherwise: null, report: null },
  failed: { merge: 'failure', otherwise: 'failure', report: 'neutral' },
  analysis_failed: { merge: 'failure', otherwise: 'failure', report: 'neutral' },
  missing: { merge: 'timed_out', otherwise: 'timed_out', report: 'neutral' },
  not_computed: { merge: 'action_required', otherwise: 'neutral', report: 'neutral' },
  waived: { merge: 'neutral', otherwise: 'neutral', report: 'neutral' },
  passed: { merge: 'success', otherwise: 'success', report: 'success' },
  not_affected: { merge: 'success', otherwise: 'success', report: 'success' },
}

describe('4: the conclusion of the check run', () => {
  it.each(states)('%s', (state) => {
    const row = table[state]

    expect(conclude({ state, ended: false, mode: 'enforce', blocksMerge: true })).toBe(row.merge)
    expect(conclude({ state, ended: false, mode: 'enforce', blocksMerge: false })).toBe(row.otherwise)
    for (const blocksMerge of [true, false]) {
      expect(conclude({ state, ended: false, mode: 'report', blocksMerge })).toBe(row.report)
      expect(conclude({ state, ended: false, mode: 'off', blocksMerge })).toBe('neutral')
    }
  })

  it.each(states)('is cancelled for what is no longer waited for, in whatever mode: %s', (state) => {
    for (const mode of ['enforce', 'report', 'off'] as const) {
      expect(conclude({ state, ended: true, mode, blocksMerge: false })).toBe('cancelled')
    }
  })

  it('where a merge waits, only what passed or was waived satisfies a required check in mode enforce', () => {
    const satisfying = states.filter((state) =>
      ['success', 'neutral'].includes(
        conclude({ state, ended: false, mode: 'enforce', blocksMerge: true }) ?? 'in_progress',
      ),
    )

    expect(satisfying).toEqual(['waived', 'passed', 'not_affected'])
  })

  it.each<[string, Parameters<typeof facts>[0], Conclusion | null]>([
    [
      'a required check without a project asks for action',
      { pullRequests: [headOf({ checkRequired: true })] },
      'action_required',
    ],
    [
      'a required check in mode off is neutral',
      { pullRequests: [headOf({ checkRequired: true })], ...inMode('off') },
      'neutral',
    ],
    ['a wait in mode off is neutral', { pullRequests: [headOf()], projects: [bound()], ...inMode('off') }, 'neutral'],
    [
      'a failed task in mode report is neutral',
      { pullRequests: [headOf()], results: [result({ succeeded: false, gate: null })], ...inMode('report') },
      'neutral',
    ],
    [
      'a gate that is not there blocks a pull request',
      { pullRequests: [headOf()], results: [result({ gate: null })] },
      'action_required',
    ],
    [
      'a gate that is not there never frees a commit that was a head, for it may be one again',
      { pullRequests: [headOf({ isHead: false })], results: [result({ gate: null })] },
      'action_required',
    ],
  ])('%s', (_, fields, is) => {
    const { verdict } = decideCommit(facts(fields))

    expect(verdict === null ? 'no check' : conclude(verdict)).toBe(is)
  })
})
