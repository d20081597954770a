import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measured, measureParts, required, requirementParts } from '../../../src/core/decorations/format-measure.ts'
import type { Operator } from '../../../src/core/gates/condition.ts'
import { condition } from './build-verdict.ts'

type Line = readonly [metric: string, operator: Operator, threshold: string, required: string]

describe('required', () => {
  it.each<Line>([
    ['new_coverage', 'LT', '80', '≥ 80.0%'],
    ['new_coverage', 'LT', '79.96', '≥ 79.96%'],
    ['new_security_hotspots_reviewed', 'LT', '100', '≥ 100%'],
    ['new_duplicated_lines_density', 'GT', '3', '≤ 3.0%'],
    ['new_violations', 'GT', '0', '≤ 0'],
    ['ncloc', 'GT', '1000000', '≤ 1,000,000'],
    ['new_violations', 'GT', '1.9', '≤ 1'],
    ['new_violations', 'GT', '-0.5', '≤ 0'],
    ['new_reliability_rating', 'GT', '1', '≥ A'],
    ['new_reliability_rating', 'GT', '4', '≥ D'],
    ['new_reliability_rating', 'LT', '3', '≤ C'],
    ['sqale_index', 'GT', '630', '≤ 1d 2h 30min'],
    ['sqale_index', 'GT', '0', '≤ 0'],
    ['test_execution_time', 'GT', '120000', '≤ 2min'],
    ['test_execution_time', 'GT', '90000', '≤ 90s'],
    ['test_execution_time', 'GT', '1100', '≤ 1100ms'],
    ['new_development_cost', 'GT', '1.25', '≤ 1.25'],
    ['new_reliability_issue_severity', 'GT', '9', '< Low'],
    ['new_security_issue_severity', 'GT', '14', '< Medium'],
    ['new_bugs_severity', 'GT', '9', '< Minor'],
    ['new_bugs_severity', 'GT', '14', '< Major'],
    ['sca_severity_any_issue', 'GT', '7', '< Low'],
    ['new_bugs_severity', 'GT', '0', '< Info'],
    ['new_bugs_severity', 'GT', '25', '≤ 25'],
    ['new_bugs_severity', 'LT', '10', '≥ 10'],
    ['some_new_metric', 'GT', '1234.50', '≤ 1234.50'],
  ])('writes %s %s %s as "%s"', (metric, operator, threshold, expected) => {
    expect(required({ metric, operator, threshold })).toBe(expected)
  })

  it.each(['abc', '', '6', '1e400', 'NaN'])('shows the threshold %j, which is none, as it is', (threshold) => {
    expect(requirementParts({ metric: 'new_security_rating', operator: 'GT', threshold })).toEqual([
      { text: '≤ ' },
      { code: threshold },
    ])
  })
})

describe('measured', () => {
  it.each([
    { metric: 'new_coverage', value: '66.2', shown: '66.2%' },
    { metric: 'new_coverage', value: '100.0', shown: '100%' },
    { metric: 'new_coverage', value: '0.0', shown: '0.0%' },
    { metric: 'new_coverage', value: '-0.04', shown: '0.0%' },
    { metric: 'new_duplicated_lines_density', value: '78.94737', shown: '78.9%' },
    { metric: 'new_violations', value: '1234567', shown: '1,234,567' },
    { metric: 'new_security_rating', value: '1.0', shown: 'A' },
    { metric: 'new_security_rating', value: '5', shown: 'E' },
    { metric: 'sqale_index', value: '747', shown: '1d 4h' },
    { metric: 'sqale_index', value: '59', shown: '59min' },
    { metric: 'sqale_index', value: '-125', shown: '-2h 5min' },
    { metric: 'sqale_index', value: '5340', shown: '11d' },
    { metric: 'sqale_index', value: '0', shown: '0' },
    { metric: 'test_execution_time', value: '999', shown: '999ms' },
    { metric: 'test_execution_time', value: '1100', shown: '1s' },
    { metric: 'test_execution_time', value: '89999', shown: '1min' },
    { metric: 'new_development_cost', value: '3.14159265', shown: '3.14159' },
    { metric: 'new_security_issue_severity', value: '0', shown: 'No issues' },
    { metric: 'new_security_issue_severity', value: '20', shown: 'High' },
    { metric: 'new_bugs_severity', value: '20', shown: 'Critical' },
    { metric: 'new_bugs_severity', value: '12', shown: '12' },
    { metric: 'some_new_metric', value: '1234.50', shown: '1234.50' },
  ])('writes $value of $metric as "$shown"', ({ metric, value, shown }) => {
    const farOff = condition({ metric, value, operator: 'GT', threshold: '1000000000', outcome: 'met' })

    expect(measured(farOff)).toBe(shown)
  })

  it.each([
    { metric: 'new_coverage', operator: 'LT', threshold: '80', value: '79.96', shown: '79.96%' },
    { metric: 'new_coverage', operator: 'LT', threshold: '80', value: '79.99999', shown: '79.99999%' },
    { metric: 'new_coverage', operator: 'LT', threshold: '100', value: '99.96', shown: '99.96%' },
    { metric: 'new_duplicated_lines_density', operator: 'GT', threshold: '3', value: '3.04', shown: '3.04%' },
    { metric: 'new_duplicated_lines_density', operator: 'GT', threshold: '0', value: '1e-40', shown: '1e-40%' },
    { metric: 'sqale_index', operator: 'GT', threshold: '600', value: '630', shown: '1d 2h 30min' },
    { metric: 'test_execution_time', operator: 'GT', threshold: '60000', value: '80000', shown: '80s' },
    { metric: 'test_execution_time', operator: 'GT', threshold: '1000', value: '1100', shown: '1100ms' },
  ] as const)('is as fine as it takes to see that $value breaks $threshold', ({ shown, ...fields }) => {
    expect(measured(condition({ ...fields, outcome: 'broken' }))).toBe(shown)
  })

  it('is as fine as it takes to see that a condition is met', () => {
    expect(measured(condition({ threshold: '80.02', value: '80.04' }))).toBe('80.04%')
  })

  it('shows an ignored value as a broken one', () => {
    expect(measured(condition({ value: '79.96', outcome: 'ignored' }))).toBe('79.96%')
  })

  it("shows everything where SonarQube's outcome contradicts its numbers", () => {
    expect(measured(condition({ value: '80.04321', outcome: 'broken' }))).toBe('80.04321%')
  })

  it('says why there is no value', () => {
    expect(measured(condition({ value: null, outcome: 'no_value' }))).toBe('not measured')
    expect(measured(condition({ value: null, outcome: 'unknown' }))).toBe('could not be read')
  })

  it.each(['', 'x|y', '12abc', 'Infinity', '@team', '9'])('shows the rating %j, which is none, as it is', (value) => {
    expect(measureParts(condition({ metric: 'new_security_rating', value }))).toEqual([{ code: value }])
  })
})

describe('a broken condition', () => {
  const operator = fc.constantFrom<Operator>('GT', 'LT')
  const decimals = fc
    .tuple(fc.integer({ min: -3000, max: 1_000_000 }), fc.nat(99_999), fc.integer({ min: 0, max: 9 }))
    .map(([whole, fraction, zeros]) => `${whole}.${'0'.repeat(zeros)}${fraction}`)
  const wholes = fc.integer({ min: -10_000_000, max: 100_000_000 }).map(String)
  const near = (texts: fc.Arbitrary<string>) =>
    fc.oneof(
      fc.tuple(texts, texts),
      // Close neighbours, where rounding could hide the difference.
      fc
        .tuple(texts, fc.double({ min: -2, max: 2, noNaN: true }))
        .map(([text, step]) => [text, String(Number(text) + step)]),
    )

  it.each([
    ['new_coverage', near(decimals), readNumber],
    ['new_development_cost', near(decimals), readNumber],
    ['some_new_metric', near(decimals), readNumber],
    ['new_violations', near(wholes), readNumber],
    ['sqale_index', near(wholes), readDuration],
    ['test_execution_time', near(wholes), readMilliseconds],
    [
      'new_security_rating',
      fc.tuple(fc.integer({ min: 1, max: 5 }).map(String), fc.integer({ min: 1, max: 5 }).map(String)),
      readRating,
    ],
  ] as const)('of %s never looks met, and a met one never broken', (metric, pairs, read) => {
    const whole = metric === 'new_violations' || metric === 'sqale_index' || metric === 'test_execution_time'
    const number = (text: string) => (whole ? Math.trunc(Number(text)) : Number(text))

    fc.assert(
      fc.property(pairs, operator, ([threshold = '', value = ''], compare) => {
        const breaks = (a: number, b: number) => (compare === 'GT' ? a > b : a < b)
        const broken = breaks(number(value), number(threshold))
        const shown = condition({ metric, operator: compare, threshold, value, outcome: broken ? 'broken' : 'met' })

        const limit = read(required(shown).replace(/^[≤≥] /, ''))
        expect(breaks(read(measured(shown)), limit)).toBe(broken)
      }),
      { numRuns: 500 },
    )
  })

  it('of a severity never looks met', () => {
    const names = ['No issues', 'Info', 'Low', 'Medium', 'High', 'Blocker']
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 }), fc.nat(5), (threshold, level) => {
        const broken = level * 5 > threshold
        const shown = condition({
          metric: 'new_security_issue_severity',
          operator: 'GT',
          threshold: String(threshold),
          value: String(level * 5),
          outcome: broken ? 'broken' : 'met',
        })

        const limit = names.indexOf(required(shown).replace('< ', ''))
        expect(names.indexOf(measured(shown)) >= limit).toBe(broken)
      }),
    )
  })

  it('is written in some way, whatever was reported', () => {
    const metrics = fc.constantFrom(
      'new_coverage',
      'new_violations',
      'sqale_index',
      'new_security_rating',
      'new_bugs_severity',
      'test_execution_time',
      'x',
    )
    fc.assert(
      fc.property(metrics, operator, fc.string(), fc.string(), (metric, compare, threshold, value) => {
        const shown = condition({ metric, operator: compare, threshold, value, outcome: 'broken' })

        expect(required(shown)).toMatch(/^[≤≥<] /)
        expect(measured(shown).length).toBeGreaterThanOrEqual(value.trim() === '' ? 0 : 1)
      }),
    )
  })
})

/** What a reader takes from the text: written here anew, so that it does not share the mistakes of what it checks. */
function readNumber(text: string): number {
  return Number(text.replace('%', '').replaceAll(',', ''))
}

function readDuration(text: string): number {
  const unit = (name: string) => Number(text.match(new RegExp(`(\\d+)${name}(?![a-z])`))?.[1] ?? 0)
  return (text.startsWith('-') ? -1 : 1) * (unit('d') * 480 + unit('h') * 60 + unit('min'))
}

function readMilliseconds(text: string): number {
  const size = text.endsWith('ms') ? 1 : text.endsWith('min') ? 60_000 : 1000
  return Number.parseInt(text, 10) * size
}

function readRating(text: string): number {
  // Better is greater in words ("≥ A"), and less in numbers.
  return 'ABCDE'.indexOf(text) + 1
}
