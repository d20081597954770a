import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breaks } from '../../../src/core/gates/compare.ts'

describe('1: a measure breaks a threshold strictly', () => {
  it.each([
    ['80.0', 'LT', '80', false],
    ['79.9', 'LT', '80', true],
    ['79.99999', 'LT', '80', true],
    ['0', 'GT', '0', false],
    ['1', 'GT', '0', true],
    ['3.00001', 'GT', '3', true],
    ['3', 'GT', '3.0', false],
    ['1.0', 'GT', '1', false],
    ['747', 'GT', '745', true],
    ['-1', 'LT', '0', true],
    ['100', 'GT', '80', true],
    ['9', 'GT', '80', false],
  ] as const)('%s against %s %s: %s', (value, operator, threshold, is) => {
    expect(breaks({ value, operator, threshold })).toBe(is)
  })

  it.each([
    [null, '80'],
    ['', '80'],
    [' ', '80'],
    ['79', ''],
    ['79', ' '],
    ['A', '80'],
    ['79', 'eighty'],
    ['NaN', '80'],
  ])('the value %j against the threshold %j breaks nothing', (value, threshold) => {
    expect(breaks({ value, operator: 'LT', threshold })).toBe(false)
    expect(breaks({ value, operator: 'GT', threshold })).toBe(false)
  })

  it('never breaks both ways, and breaks one way exactly where the numbers differ', () => {
    const number = fc.double({ noNaN: true })
    fc.assert(
      fc.property(number, number, (value, threshold) => {
        const against = { value: String(value), threshold: String(threshold) }

        const ways = [breaks({ ...against, operator: 'GT' }), breaks({ ...against, operator: 'LT' })]

        expect(ways.filter(Boolean)).toHaveLength(Number(value) === Number(threshold) ? 0 : 1)
      }),
    )
  })
})
