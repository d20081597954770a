import { describe, expect, it } from 'vitest'
import { decideCommit } from '../../../src/core/verdicts/decide-commit.ts'
import { at } from '../analyses/build-analysis.ts'
import { bound, facts, headOf, minute, result, seen, statesOf, verdictOf, waitMs } from './build-facts.ts'

describe('4: which projects are expected on a pull request', () => {
  it.each(['set', 'devops', 'file'] as const)('one that is bound by %s', (kind) => {
    expect(statesOf({ pullRequests: [headOf()], projects: [bound('shop-api', { kind })] })).toEqual([
      'shop-api waiting',
    ])
  })

  it.each(['property', 'learned'] as const)('one that is bound by %s, once it has spoken', (kind) => {
    const pullRequests = [headOf()]

    expect(decideCommit(facts({ pullRequests, projects: [bound('shop-api', { kind })] })).verdict).toBeNull()
    expect(statesOf({ pullRequests, projects: [bound('shop-api', { kind, spoken: true })] })).toEqual([
      'shop-api waiting',
    ])
  })

  it('one whose analysis arrived, bound or not', () => {
    expect(statesOf({ pullRequests: [headOf()], results: [result()] })).toEqual(['shop-api passed'])
    expect(
      statesOf({ pullRequests: [headOf()], projects: [bound('shop-api', { kind: 'learned' })], results: [result()] }),
    ).toEqual(['shop-api passed'])
  })

  it('one whose analysis was seen and does not count: it waits, and says what was seen', () => {
    const verdict = verdictOf({ pullRequests: [headOf()], seen: [seen({ receivedAt: at + 5 })] })

    expect(verdict.projects).toMatchObject([
      { key: 'shop-api', state: 'waiting', seen: [{ reason: 'base_commit', receivedAt: at + 5 }] },
    ])
  })

  it('two connections may have a project of the same key', () => {
    const projects = [bound('shop-api'), bound('shop-api', { connection: 'cloud' })]

    expect(verdictOf({ pullRequests: [headOf()], projects, results: [result()] }).projects).toMatchObject([
      { connection: 'cloud', state: 'waiting' },
      { connection: 'default', state: 'passed' },
    ])
  })
})

describe('4: waiting', () => {
  it.each([
    { minutes: 0, state: 'waiting' },
    { minutes: 59, state: 'waiting' },
    { minutes: 60, state: 'missing' },
    { minutes: 600, state: 'missing' },
  ])('is $state after $minutes of 60 minutes', ({ minutes, state }) => {
    const known = { now: at + minutes * minute, pullRequests: [headOf()], projects: [bound()] }

    const { verdict, lookAgainAt } = decideCommit(facts(known))

    expect(verdict).toMatchObject({
      state,
      pullRequest: 7,
      projects: [{ state, waitingSince: at, deadline: at + waitMs }],
    })
    expect(lookAgainAt).toBe(state === 'waiting' ? at + waitMs : null)
  })

  it('begins when the project is bound, where that came after the push', () => {
    const boundAt = at + 50 * minute
    const known = { now: at + 61 * minute, pullRequests: [headOf()], projects: [bound('shop-api', { boundAt })] }

    expect(decideCommit(facts(known))).toMatchObject({
      verdict: { state: 'waiting', projects: [{ waitingSince: boundAt }] },
      lookAgainAt: boundAt + waitMs,
    })
  })

  it('is looked at again at the first of several deadlines that are ahead', () => {
    const projects = [bound('a', { boundAt: at + 9 }), bound('b', { boundAt: at + 5 }), bound('c')]
    const known = { now: at + waitMs, pullRequests: [headOf()], projects }

    expect(decideCommit(facts(known)).lookAgainAt).toBe(at + 5 + waitMs)
  })

  it('for nothing: no time changes the verdict', () => {
    expect(decideCommit(facts({ pullRequests: [headOf()], results: [result()] })).lookAgainAt).toBeNull()
  })

  it('for one project holds up what another one passed', () => {
    const verdict = verdictOf({ pullRequests: [headOf()], projects: [bound(), bound('shop-web')], results: [result()] })

    expect(verdict.state).toBe('waiting')
    expect(verdict.projects.map(({ state }) => state)).toEqual(['passed', 'waiting'])
  })
})

describe('4: with no expected project and no analysis', () => {
  it('there is no check at all', () => {
    expect(decideCommit(facts({ pullRequests: [headOf()] }))).toEqual({ verdict: null, lookAgainAt: null })
  })

  it('a check that is required is not computed, for an absent one would hang', () => {
    expect(verdictOf({ pullRequests: [headOf({ checkRequired: true })] })).toMatchObject({
      state: 'not_computed',
      pullRequest: 7,
      blocksMerge: true,
      checkRequired: true,
      projects: [],
    })
  })

  it('a check that is required of a pull request that is closed is not posted', () => {
    const closed = headOf({ checkRequired: true, open: false })

    expect(decideCommit(facts({ pullRequests: [closed] })).verdict).toBeNull()
  })

  it('one of several pull requests whose base requires it is enough', () => {
    const pullRequests = [headOf(), headOf({ number: 8, checkRequired: true })]

    expect(verdictOf({ pullRequests })).toMatchObject({ state: 'not_computed', checkRequired: true })
  })
})
