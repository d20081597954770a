import { describe, expect, it } from 'vitest'
import { at, branch, broken, gate, mainBranch, pullRequest, reported } from '../analyses/build-analysis.ts'
import { bound, headOf, minute, result, seen, statesOf, verdictOf } from './build-facts.ts'

const failed = { gate: gate([broken]) }
const noValue = { gate: gate([reported({ value: null, status: 'NO_VALUE' })]) }

describe('3: every open pull request of a head is owed its own verdict', () => {
  const [seven, eight] = [headOf({ number: 7 }), headOf({ number: 8, baseBranch: 'release' })]
  const [passedSeven, failedEight] = [
    result({ id: 1, scope: pullRequest(7) }),
    result({ id: 2, scope: pullRequest(8), ...failed }),
  ]

  it('and the commit carries the worst, with the pull request that it is from', () => {
    const verdict = verdictOf({ pullRequests: [seven, eight], results: [passedSeven, failedEight] })

    expect(verdict).toMatchObject({ state: 'failed', pullRequest: 8, blocksMerge: true })
    expect(verdict.projects).toMatchObject([
      { pullRequest: 7, state: 'passed' },
      { pullRequest: 8, state: 'failed' },
    ])
  })

  it('waiting included: the pass of one is not lent to the other', () => {
    expect(verdictOf({ pullRequests: [seven, eight], projects: [bound()], results: [passedSeven] })).toMatchObject({
      state: 'waiting',
      pullRequest: 8,
    })
  })

  it('but not one that is closed', () => {
    const closed = { ...eight, open: false }

    expect(verdictOf({ pullRequests: [seven, closed], results: [passedSeven, failedEight] })).toMatchObject({
      state: 'passed',
      projects: [{ pullRequest: 7 }],
    })
  })

  it('nor one that has another head by now', () => {
    const superseded = { ...eight, isHead: false }

    expect(verdictOf({ pullRequests: [seven, superseded], results: [passedSeven, failedEight] })).toMatchObject({
      state: 'passed',
      projects: [{ pullRequest: 7 }],
    })
  })

  it('and what names one of them is not shown on the other', () => {
    const known = { pullRequests: [seven, eight], projects: [bound()], seen: [seen({}, 'two_heads', 8)] }

    expect(verdictOf(known).projects.map(({ pullRequest, seen }) => [pullRequest, seen.length])).toEqual([
      [7, 0],
      [8, 1],
    ])
  })
})

describe('3: which result counts on a pull request', () => {
  it('the last of its analyses, with a later failed task as a note', () => {
    const results = [result({ id: 1 }), result({ id: 2, ...failed }), result({ id: 3, succeeded: false, gate: null })]

    expect(verdictOf({ pullRequests: [headOf()], results }).projects).toMatchObject([
      { state: 'failed', laterFailure: true, analysis: { id: 2 } },
    ])
  })

  it('its own before a stand-in, however old', () => {
    const results = [result({ id: 1, ...failed }), result({ id: 2, scope: branch('feature') })]

    expect(verdictOf({ pullRequests: [headOf()], results }).projects).toMatchObject([
      { state: 'failed', standIn: false, analysis: { id: 1 } },
    ])
  })

  it('its own failed task before a stand-in: no analysis of the same kind speaks', () => {
    const results = [result({ id: 1, succeeded: false, gate: null }), result({ id: 2, scope: branch('feature') })]

    expect(verdictOf({ pullRequests: [headOf()], results }).projects).toMatchObject([{ state: 'analysis_failed' }])
  })

  it.each([{ on: 'feature' }, { on: null }])('a stand-in where it has none, and it says so (branch $on)', ({ on }) => {
    const standIn = result({ scope: branch('feature') }, { branch: on })

    expect(verdictOf({ pullRequests: [headOf()], results: [standIn] })).toMatchObject({
      state: 'passed',
      pullRequest: 7,
      projects: [{ standIn: true, pullRequest: 7, branch: null }],
    })
  })

  it('2.2: a stand-in by its conditions on new code alone', () => {
    const overall = reported({ metric: 'violations', value: '58', status: 'ERROR' })
    const standIn = result({ scope: mainBranch, gate: gate([overall, reported()]) })

    expect(verdictOf({ pullRequests: [headOf()], results: [standIn] }).state).toBe('passed')
    expect(verdictOf({ results: [standIn] }).state).toBe('failed')
  })

  it('2.4: a stand-in in which nothing has a value is not computed, and blocks', () => {
    const standIn = result({ id: 1, scope: branch('feature'), ...noValue })
    const known = { pullRequests: [headOf()], results: [standIn] }

    expect(verdictOf(known)).toMatchObject({
      state: 'not_computed',
      blocksMerge: true,
      projects: [{ reason: 'nothing_measured' }],
    })
    expect(verdictOf({ ...known, firsts: new Set([1]) }).projects).toMatchObject([{ reason: 'first_analysis' }])
  })

  it('2.4: an analysis of the pull request in which nothing has a value passes, as SonarQube has it', () => {
    expect(
      verdictOf({ pullRequests: [headOf()], results: [result({ id: 1, ...noValue })], firsts: new Set([1]) }).state,
    ).toBe('passed')
  })
})

describe('3: when the base of a pull request changed', () => {
  const rebased = headOf({ retiredOrder: 5, waitingSince: at })
  const known = { pullRequests: [rebased], projects: [bound()] }

  it.each([
    { order: 4, state: 'waiting' },
    { order: 5, state: 'waiting' },
    { order: 6, state: 'passed' },
  ])('the analysis of order $order of its pull request is $state, where 5 was the change', ({ order, state }) => {
    expect(verdictOf({ ...known, results: [result({ order })] }).state).toBe(state)
  })

  it.each([
    { order: 5, state: 'waiting' },
    { order: 6, state: 'passed' },
  ])('the stand-in of order $order is $state: it does not fill in for what retired', ({ order, state }) => {
    expect(verdictOf({ ...known, results: [result({ order, scope: branch('feature') })] }).state).toBe(state)
  })

  it('a flip does not bring back what retired', () => {
    const flipped = result({ order: 4, flippedAt: at + 9 * minute })

    expect(verdictOf({ ...known, results: [flipped] }).state).toBe('waiting')
  })

  it('the other pull request of the same head keeps its results', () => {
    const other = headOf({ number: 8 })
    const results = [result({ id: 1, order: 4 }), result({ id: 2, order: 4, scope: pullRequest(8) })]

    expect(verdictOf({ pullRequests: [rebased, other], projects: [bound()], results }).projects).toMatchObject([
      { pullRequest: 7, state: 'waiting' },
      { pullRequest: 8, state: 'passed' },
    ])
  })

  it('the project of what retired is waited for, expected or not: the check must not stay as it was', () => {
    expect(statesOf({ pullRequests: [rebased], results: [result({ order: 4 })] })).toEqual(['shop-api waiting'])
  })
})

describe('3: a flip whose task was never delivered', () => {
  const early = (fields: Parameters<typeof result>[0]) => result({ id: 2, order: 2, taskId: null, ...fields })

  it('never replaces a delivered task by a better result: it may be a replay', () => {
    const results = [result({ id: 1, order: 1, ...failed }), early({})]

    expect(statesOf({ pullRequests: [headOf()], results })).toEqual(['shop-api failed'])
  })

  it('stands where it is the worse of the two', () => {
    const results = [result({ id: 1, order: 1 }), early(failed)]

    expect(statesOf({ pullRequests: [headOf()], results })).toEqual(['shop-api failed'])
  })

  it('stands where it is all that is known', () => {
    expect(statesOf({ pullRequests: [headOf()], results: [early({})] })).toEqual(['shop-api passed'])
  })

  it('gives way to a task that was delivered after it', () => {
    const results = [early(failed), result({ id: 3, order: 3 })]

    expect(statesOf({ pullRequests: [headOf()], results })).toEqual(['shop-api passed'])
  })
})

describe('4: an analysis that speaks for no commit', () => {
  const stranger = seen({ project: { key: 'stranger', name: 'Stranger', url: null } })

  it('adds nothing to what is owed: whoever may run an analysis can name a pull request', () => {
    const verdict = verdictOf({
      pullRequests: [headOf()],
      projects: [bound()],
      results: [result({})],
      seen: [stranger],
    })

    expect(verdict).toMatchObject({ state: 'passed' })
    expect(verdict.projects).toHaveLength(1)
  })

  it('is shown where nothing else is', () => {
    expect(statesOf({ pullRequests: [headOf()], seen: [stranger] })).toEqual(['stranger waiting'])
  })
})

it('2.1: a project that only claims to belong here is owed nothing where another is bound by more', () => {
  const projects = [bound(), bound('claimed', { kind: 'learned', spoken: true })]

  expect(verdictOf({ pullRequests: [headOf()], projects }).projects).toHaveLength(1)
})
