import { describe, expect, it } from 'vitest'
import type { ReportedCondition, ReportedGate } from '../../../src/core/analyses/analysis.ts'
import { followSonarQube, type GateReading } from '../../../src/core/gates/follow-sonarqube.ts'
import { broken, gate, reported } from '../analyses/build-analysis.ts'

const onPullRequest: GateReading = { newCodeOnly: true, branchAnalysis: false, first: false }
const onBranch: GateReading = { newCodeOnly: false, branchAnalysis: true, first: false }
const asStandIn: GateReading = { newCodeOnly: true, branchAnalysis: true, first: false }

const overall = reported({ metric: 'violations', threshold: '10', value: '58', status: 'ERROR' })
const noValue = reported({ value: null, status: 'NO_VALUE' })

function outcome(condition: Partial<ReportedCondition>) {
  return followSonarQube(gate([reported(condition)]), onBranch).conditions[0]?.outcome
}

describe('1: the outcome of a condition is what SonarQube says of it', () => {
  it.each([
    { status: 'OK', value: '0', is: 'met' },
    { status: 'ERROR', value: '3', is: 'broken' },
    // SonarQube's status is the authority, also where our own comparison would say something else.
    { status: 'ERROR', value: '0', is: 'broken' },
    { status: 'ERROR', value: null, is: 'broken' },
    { status: 'OK', value: '3', is: 'met' },
    { status: 'NO_VALUE', value: null, is: 'no_value' },
    { status: 'NO_VALUE', value: '3', is: 'no_value' },
    { status: 'unknown', value: '0', is: 'unknown' },
    { status: 'unknown', value: null, is: 'unknown' },
  ] as const)('$status with the value $value is $is', ({ is, ...condition }) => {
    expect(outcome(condition)).toBe(is)
  })

  it('OK without a value, as a flip writes it, is no value as in the webhook of an analysis', () => {
    expect(outcome({ status: 'OK', value: null })).toBe('no_value')
  })

  it('shows what SonarQube wrote, not rounded and not converted', () => {
    const duplication = reported({
      metric: 'new_duplicated_lines_density',
      threshold: '3.0',
      value: '99.9207',
      status: 'ERROR',
    })

    expect(followSonarQube(gate([duplication]), onPullRequest).conditions).toEqual([
      {
        metric: 'new_duplicated_lines_density',
        operator: 'GT',
        threshold: '3.0',
        value: '99.9207',
        outcome: 'broken',
        applies: true,
      },
    ])
  })
})

describe('2.1: following SonarQube, its ERROR fails', () => {
  it.each<[string, ReportedGate, GateReading]>([
    ['when a condition that applies is broken', gate([broken]), onPullRequest],
    ['when a condition is broken although the gate is called OK', gate([broken], { status: 'OK' }), onPullRequest],
    ['when a condition is broken although the gate is called NONE', gate([broken], { status: 'NONE' }), onPullRequest],
    ['when no condition says why', gate([reported()], { status: 'ERROR' }), onPullRequest],
    ['when there is no condition at all', gate([], { status: 'ERROR' }), onPullRequest],
    ['when nothing is measured, and no condition says why', gate([noValue], { status: 'ERROR' }), onBranch],
    ['when one of several broken conditions applies', gate([overall, broken]), asStandIn],
    ['when all broken conditions are on overall code, on a branch', gate([overall]), onBranch],
  ])('%s', (_, reportedGate, reading) => {
    expect(followSonarQube(reportedGate, reading)).toMatchObject({ state: 'failed', reason: null })
  })

  it('not when every condition that it calls ERROR is one on overall code, where only new code counts', () => {
    const outcomes = [onPullRequest, asStandIn].map((reading) => followSonarQube(gate([overall, reported()]), reading))

    expect(outcomes).toMatchObject([{ state: 'passed' }, { state: 'passed' }])
    expect(outcomes[0]?.conditions).toMatchObject([
      { metric: 'violations', outcome: 'broken', applies: false },
      { metric: 'new_violations', outcome: 'met', applies: true },
    ])
  })
})

describe('2.2: which conditions apply', () => {
  const conditions = [
    reported({ metric: 'coverage' }),
    reported({ metric: 'new_coverage' }),
    reported({ metric: 'new' }),
  ]

  it.each([
    { where: 'on a branch', reading: onBranch, apply: ['coverage', 'new_coverage', 'new'] },
    { where: 'on a pull request', reading: onPullRequest, apply: ['new_coverage'] },
    { where: 'on a stand-in', reading: asStandIn, apply: ['new_coverage'] },
  ])('$where: $apply', ({ reading, apply }) => {
    const judged = followSonarQube(gate(conditions), reading).conditions

    expect(judged.filter(({ applies }) => applies).map(({ metric }) => metric)).toEqual(apply)
    expect(judged).toHaveLength(3)
  })
})

describe('2.3: a condition that SonarQube calls OK although its value breaks the threshold was ignored', () => {
  it.each([
    { metric: 'new_coverage', operator: 'LT', threshold: '80', value: '0.0' },
    { metric: 'new_line_coverage', operator: 'LT', threshold: '80', value: '79.9' },
    { metric: 'new_branch_coverage', operator: 'LT', threshold: '80', value: '12' },
    { metric: 'new_duplicated_lines_density', operator: 'GT', threshold: '3', value: '78.94737' },
    { metric: 'new_duplicated_lines', operator: 'GT', threshold: '0', value: '15' },
    { metric: 'new_duplicated_blocks', operator: 'GT', threshold: '0', value: '1' },
  ] as const)('$metric $operator $threshold with $value', (condition) => {
    expect(outcome(condition)).toBe('ignored')
    expect(followSonarQube(gate([reported(condition)]), onPullRequest)).toMatchObject({ state: 'passed' })
  })

  it.each([
    { metric: 'new_violations', operator: 'GT', threshold: '0', value: '3' },
    { metric: 'new_security_hotspots_reviewed', operator: 'LT', threshold: '100', value: '0.0' },
    { metric: 'coverage', operator: 'LT', threshold: '80', value: '0.0' },
    { metric: 'duplicated_lines_density', operator: 'GT', threshold: '3', value: '99' },
    { metric: 'new_uncovered_lines', operator: 'GT', threshold: '0', value: '18' },
  ] as const)('but $metric, which is never ignored, is met', (condition) => {
    expect(outcome(condition)).toBe('met')
  })

  it.each([
    { why: 'exactly at the threshold', threshold: '80', value: '80.0' },
    { why: 'above it', threshold: '80', value: '100' },
    { why: 'no number', threshold: '80', value: 'none' },
    { why: 'against a threshold that is no number', threshold: '', value: '0.0' },
  ])('not when the value is $why', ({ threshold, value }) => {
    expect(outcome({ metric: 'new_coverage', operator: 'LT', threshold, value })).toBe('met')
  })

  it('not when SonarQube calls it ERROR: then the change was not small', () => {
    expect(outcome({ metric: 'new_coverage', operator: 'LT', threshold: '80', value: '0.0', status: 'ERROR' })).toBe(
      'broken',
    )
  })
})

describe('2.4: the outcome of the gate', () => {
  const unknown = reported({ metric: 'new_thing', status: 'unknown' })

  it.each<[string, ReportedGate | null, GateReading, string]>([
    ['no gate', null, onPullRequest, 'no_gate'],
    ['the status NONE', gate([], { status: 'NONE' }), onPullRequest, 'no_new_code_definition'],
    ['the status NONE on a branch', gate([], { status: 'NONE' }), onBranch, 'no_new_code_definition'],
    ['a status that is not known', gate([reported()], { status: 'unknown' }), onPullRequest, 'unknown_gate_status'],
    ['a condition whose status is not known', gate([reported(), unknown]), onPullRequest, 'measures_unavailable'],
    ['only conditions without a value, on a branch', gate([noValue]), onBranch, 'nothing_measured'],
    ['only conditions without a value, on a stand-in', gate([noValue]), asStandIn, 'nothing_measured'],
    ['OK without a value, on a branch', gate([reported({ value: null })]), onBranch, 'nothing_measured'],
    ['no condition at all, on a branch', gate([]), onBranch, 'nothing_measured'],
    [
      'values on overall code alone, on a stand-in',
      gate([reported({ metric: 'coverage' })]),
      asStandIn,
      'nothing_measured',
    ],
    ['a first analysis of a branch', gate([noValue]), { ...onBranch, first: true }, 'first_analysis'],
    ['a first analysis as a stand-in', gate([noValue]), { ...asStandIn, first: true }, 'first_analysis'],
    ['a first analysis with a gate without conditions', gate([]), { ...onBranch, first: true }, 'first_analysis'],
  ])('%s is not computed', (_, reportedGate, reading, reason) => {
    expect(followSonarQube(reportedGate, reading)).toMatchObject({ state: 'not_computed', reason })
  })

  it.each<[string, ReportedGate, GateReading]>([
    ['everything met', gate([reported()]), onPullRequest],
    ['everything met on a branch', gate([reported({ metric: 'coverage' })]), onBranch],
    ['one value among others that are missing', gate([noValue, reported({ metric: 'coverage' })]), onBranch],
    ['a first analysis in which something has a value', gate([noValue, reported()]), { ...onBranch, first: true }],
    ['no condition at all, on a pull request', gate([]), onPullRequest],
    ['no condition that applies, on a pull request', gate([reported({ metric: 'coverage' })]), onPullRequest],
    ['nothing measured, on a pull request', gate([noValue]), onPullRequest],
    ['nothing measured in the first analysis of a pull request', gate([noValue]), { ...onPullRequest, first: true }],
    [
      'a condition that does not apply and whose status is not known',
      gate([reported({ metric: 'x', status: 'unknown' })]),
      onPullRequest,
    ],
  ])('%s passes', (_, reportedGate, reading) => {
    expect(followSonarQube(reportedGate, reading)).toMatchObject({ state: 'passed', reason: null })
  })

  it('a broken condition fails also where another could not be read', () => {
    expect(followSonarQube(gate([unknown, broken]), onPullRequest).state).toBe('failed')
  })

  it('an ERROR that is explained away does not make a pass of what could not be read', () => {
    expect(followSonarQube(gate([overall, unknown]), onPullRequest)).toMatchObject({
      state: 'not_computed',
      reason: 'measures_unavailable',
    })
  })
})

it('never explains an ERROR away by what could not be read: it may be a condition on new code', () => {
  const unreadable = reported({ metric: 'unreadable', value: null, status: 'unknown' })
  const overall = reported({ metric: 'coverage', value: '1', status: 'ERROR' })

  expect(followSonarQube(gate([overall, unreadable]), onPullRequest).state).not.toBe('passed')
})
