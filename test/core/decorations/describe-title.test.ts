import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleOf } from '../../../src/core/decorations/describe-verdict.ts'
import type { NotComputedReason } from '../../../src/core/gates/gate-outcome.ts'
import type { SeenAnalysis } from '../../../src/core/verdicts/verdict.ts'
import { anyVerdict } from './any-verdict.ts'
import { at, condition, failedConditions, owed, project, verdict } from './build-verdict.ts'

const unmeasured = condition({ value: null, outcome: 'no_value' })
const overall = condition({ metric: 'coverage', applies: false })
const ignored = condition({ value: '0.0', outcome: 'ignored' })
const seen: SeenAnalysis = { reason: 'base_commit', reported: null, receivedAt: at }
const failed = project({ state: 'failed', conditions: failedConditions })
const other = { key: 'shop-web', name: 'Shop Web' }

describe('titleOf one project', () => {
  it('says how many conditions failed, of those that apply', () => {
    const title = titleOf(verdict([project({ state: 'failed', conditions: [...failedConditions, overall] })]))

    expect(title).toBe('2 of 4 conditions failed')
  })

  it("says when SonarQube's gate is failed and no condition says why", () => {
    expect(titleOf(verdict([project({ state: 'failed' })]))).toBe('SonarQube reports the quality gate as failed')
  })

  it('says that the gate passed', () => {
    expect(titleOf(verdict([project()]))).toBe('Quality gate passed')
  })

  it('says what a pass does not rest on', () => {
    const title = (...conditions: (typeof unmeasured)[]) => titleOf(verdict([project({ conditions })]))

    expect(title(unmeasured, overall)).toBe('Passed, but nothing was measured')
    expect(title(overall)).toBe('Passed, but no conditions apply')
    expect(title()).toBe('Passed, but no conditions apply')
    expect(title(condition(), ignored)).toBe('Quality gate passed; 1 condition ignored: small change')
    expect(title(condition(), unmeasured)).toBe('Quality gate passed')
  })

  it('says that an analysis is waited for, and how many do not count', () => {
    expect(titleOf(verdict([owed('waiting')]))).toBe("Waiting for SonarQube's analysis")
    expect(titleOf(verdict([owed('waiting', { seen: [seen] })]))).toBe(
      "Waiting for SonarQube's analysis; 1 seen does not count",
    )
  })

  it('says how long was waited in vain', () => {
    expect(titleOf(verdict([owed('missing')]))).toBe('No analysis within 60 minutes')
    expect(titleOf(verdict([owed('missing', { deadline: at + 60_000 })]))).toBe('No analysis within 1 minute')
    expect(titleOf(verdict([owed('missing', { seen: [seen, seen] })]))).toBe(
      'No analysis within 60 minutes; 2 seen do not count',
    )
  })

  it('says that SonarQube failed', () => {
    const title = titleOf(verdict([project({ state: 'analysis_failed', conditions: [] })]))

    expect(title).toBe('SonarQube could not process the analysis')
  })

  it.each<[NotComputedReason, string]>([
    ['no_gate', 'Quality gate not computed: SonarQube reported none'],
    ['no_new_code_definition', 'Quality gate not computed: no new code definition'],
    ['unknown_gate_status', 'Quality gate not computed: its status is unknown here'],
    ['measures_unavailable', 'Quality gate not computed: a condition could not be read'],
    ['first_analysis', 'Quality gate not computed: first analysis of the branch'],
    ['nothing_measured', 'Quality gate not computed: nothing was measured'],
  ])('says why the gate was not computed: %s', (reason, expected) => {
    expect(titleOf(verdict([project({ state: 'not_computed', reason })]))).toBe(expected)
  })

  it('says that it is waived, or not affected', () => {
    expect(titleOf(verdict([project({ state: 'waived' })]))).toBe('Covered by a waiver')
    expect(titleOf(verdict([project({ state: 'not_affected' })]))).toBe('This change touches no SonarQube project')
  })
})

describe('titleOf a commit', () => {
  it('says that no project is bound', () => {
    expect(titleOf(verdict([]))).toBe('No SonarQube project is bound to this repository')
  })

  it('says "off" when the check is off', () => {
    expect(titleOf(verdict([failed], { mode: 'off' }))).toBe('off')
  })

  it('says that a report does not block, where that is not plain', () => {
    expect(titleOf(verdict([failed], { mode: 'report' }))).toBe('2 of 4 conditions failed (does not block)')
    expect(titleOf(verdict([project()], { mode: 'report' }))).toBe('Quality gate passed')
  })

  it('says which of several pull requests with the same head it is from', () => {
    const title = titleOf(verdict([failed, project({ pullRequest: 12 })]))

    expect(title).toBe('2 of 4 conditions failed (pull request 7)')
  })

  it.each([
    [[failed, project(other), owed('waiting', { key: 'c' })], '1 of 3 projects failed: 2 conditions'],
    [[project({ state: 'failed' }), project(other)], '1 of 2 projects failed'],
    [
      [project({ state: 'analysis_failed' }), project(other)],
      'SonarQube could not process the analysis of 1 of 2 projects',
    ],
    [[owed('missing'), project(other)], 'No analysis of 1 of 2 projects within 60 minutes'],
    [[owed('waiting'), owed('waiting', other)], "Waiting for SonarQube's analysis of 2 of 2 projects"],
    [
      [project({ state: 'not_computed', reason: 'no_gate' }), project(other)],
      'Quality gate not computed for 1 of 2 projects',
    ],
    [[project({ state: 'waived' }), project(other)], '1 of 2 projects covered by a waiver'],
    [[project(), project(other)], '2 projects passed'],
    [
      [project({ conditions: [condition(), ignored] }), project({ ...other, state: 'not_affected' })],
      '1 project passed, 1 not affected; 1 condition ignored: small change',
    ],
    [
      [project(), project({ ...other, conditions: [unmeasured] })],
      'Passed, but nothing was measured in 1 of 2 projects',
    ],
    [
      [project({ state: 'not_affected' }), project({ ...other, state: 'not_affected' })],
      'This change touches no SonarQube project',
    ],
  ])('counts the projects', (projects, expected) => {
    expect(titleOf(verdict(projects))).toBe(expected)
  })

  it('is under 80 characters of our own words, whatever the verdict', () => {
    fc.assert(
      fc.property(anyVerdict, (any) => {
        const title = titleOf(any)

        expect(title.length).toBeLessThan(80)
        expect(title).toMatch(/^[A-Za-z0-9 ,:;()']+$/)
        expect(title).not.toContain('evil')
      }),
    )
  })
})
