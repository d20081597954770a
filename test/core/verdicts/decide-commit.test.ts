import { describe, expect, it } from 'vitest'
import type { CommitFacts } from '../../../src/core/verdicts/commit-facts.ts'
import { decideCommit } from '../../../src/core/verdicts/decide-commit.ts'
import { type analysis, at, branch, broken, gate, mainBranch, reported } from '../analyses/build-analysis.ts'
import { bound, facts, headOf, minute, project, result, statesOf, verdictOf, waitMs } from './build-facts.ts'

const failed = { gate: gate([broken]) }
const noValue = { gate: gate([reported({ value: null, status: 'NO_VALUE' })]) }

describe('4: the worst of the projects is the verdict of the commit', () => {
  const ofProject = (key: string, fields: Parameters<typeof analysis>[0]) =>
    result({ ...fields, project: project(key) })
  const all: Partial<CommitFacts> = {
    pullRequests: [headOf()],
    projects: [bound('waiting', { boundAt: at + minute }), bound('missing')],
    now: at + waitMs,
    results: [
      ofProject('failed', { id: 1, ...failed }),
      ofProject('analysis_failed', { id: 2, succeeded: false, gate: null }),
      ofProject('not_computed', { id: 3, gate: gate([], { status: 'NONE' }) }),
      ofProject('passed', { id: 4 }),
    ],
  }

  it('in the order failed, analysis_failed, missing, waiting, not_computed, passed', () => {
    const worst: string[] = []
    let known = facts(all)
    for (let decided = decideCommit(known); decided.verdict !== null; decided = decideCommit(known)) {
      const { state } = decided.verdict
      worst.push(state)
      known = {
        ...known,
        projects: known.projects.filter(({ key }) => key !== state),
        results: known.results.filter(({ analysis: { project } }) => project.key !== state),
      }
    }

    expect(worst).toEqual(['failed', 'analysis_failed', 'missing', 'waiting', 'not_computed', 'passed'])
  })
})

describe('4: a head that was superseded, or whose pull request closed', () => {
  const former = [headOf({ isHead: false }), headOf({ open: false }), headOf({ open: false, isHead: false })]

  it.each(former)('stops waiting (open $open, head $isHead)', (pr) => {
    expect(decideCommit(facts({ pullRequests: [pr], projects: [bound()] }))).toEqual({
      verdict: null,
      lookAgainAt: null,
    })
  })

  it.each(former)('is concluded by a late analysis, as what may be a head again (open $open, head $isHead)', (pr) => {
    expect(verdictOf({ pullRequests: [pr], projects: [bound()], results: [result(failed)] })).toMatchObject({
      state: 'failed',
      pullRequest: 7,
      blocksMerge: true,
      projects: [{ standIn: false }],
    })
  })

  it('is concluded by a late stand-in, by new code alone', () => {
    const overall = reported({ metric: 'violations', value: '58', status: 'ERROR' })
    const late = result({ scope: mainBranch, gate: gate([overall, reported()]) }, { branch: null })

    expect(verdictOf({ pullRequests: former.slice(0, 1), results: [late] })).toMatchObject({
      state: 'passed',
      pullRequest: 7,
      projects: [{ standIn: true }],
    })
  })

  it('waits for no other project', () => {
    const known = { pullRequests: former.slice(0, 1), projects: [bound(), bound('shop-web')], results: [result()] }

    expect(statesOf(known)).toEqual(['shop-api passed'])
  })
})

describe('4: a commit of a branch', () => {
  it('expects nothing', () => {
    expect(decideCommit(facts({ projects: [bound()] }))).toEqual({ verdict: null, lookAgainAt: null })
  })

  it('is judged by the first analysis, all conditions counting', () => {
    const overall = reported({ metric: 'violations', value: '58', status: 'ERROR' })

    expect(verdictOf({ results: [result({ scope: mainBranch, gate: gate([overall]) })] })).toMatchObject({
      state: 'failed',
      pullRequest: null,
      blocksMerge: false,
      projects: [{ branch: 'main', pullRequest: null, standIn: false }],
    })
  })

  it('2.2: of a short-lived branch by new code alone', () => {
    const overall = reported({ metric: 'violations', value: '58', status: 'ERROR' })
    const short = result({ scope: branch('fix', { short: true }), gate: gate([overall, reported()]) })

    expect(verdictOf({ results: [short] }).state).toBe('passed')
  })

  it('is the worst of the branches that it was analysed on', () => {
    const results = [result({ id: 1, scope: mainBranch }), result({ id: 2, scope: branch('release'), ...failed })]

    expect(verdictOf({ results })).toMatchObject({
      state: 'failed',
      projects: [
        { branch: 'main', state: 'passed' },
        { branch: 'release', state: 'failed' },
      ],
    })
  })

  it('2.4: is not computed where nothing has a value, and that frees no merge that hangs on it', () => {
    const known = { results: [result({ id: 1, scope: mainBranch, ...noValue })] }

    expect(verdictOf({ ...known, firsts: new Set([1]) })).toMatchObject({
      state: 'not_computed',
      blocksMerge: false,
      projects: [{ reason: 'first_analysis' }],
    })
    expect(verdictOf(known).projects).toMatchObject([{ reason: 'nothing_measured' }])
  })

  it('is a branch commit as soon as the closed pull request is on a branch', () => {
    const known = {
      pullRequests: [headOf({ open: false })],
      results: [result({ id: 1, ...failed }), result({ id: 2, scope: mainBranch })],
    }

    expect(verdictOf(known)).toMatchObject({ state: 'passed', pullRequest: null, projects: [{ branch: 'main' }] })
  })
})

describe('4: a commit of a merge group', () => {
  const queue = branch('gh-readonly-queue/main/pr-7-0dd8580')

  it('2.2: is judged by new code alone, and blocks the merge', () => {
    const overall = reported({ metric: 'violations', value: '58', status: 'ERROR' })

    expect(verdictOf({ results: [result({ scope: queue, gate: gate([overall, reported()]) })] })).toMatchObject({
      state: 'passed',
      blocksMerge: true,
    })
  })

  it('2.4: is not computed by its first analysis, which has no values', () => {
    expect(verdictOf({ results: [result({ id: 1, scope: queue, ...noValue })], firsts: new Set([1]) })).toMatchObject({
      state: 'not_computed',
      blocksMerge: true,
      projects: [{ reason: 'first_analysis' }],
    })
  })
})

it('The verdict says what the file of the repository says', () => {
  const file = { mode: 'report', projects: [], waitMinutes: null, unusedKeys: ['gate'] } as const
  const fileFaults = [{ message: 'mode must be off, report or enforce', line: 1, column: 7 }]

  expect(verdictOf({ pullRequests: [headOf()], projects: [bound()], file, fileFaults })).toMatchObject({
    mode: 'report',
    unusedKeys: ['gate'],
    fileFaults,
  })
})
