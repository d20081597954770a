import { expect, it } from 'vitest'
import { retryAt } from '../../../src/flow/reconcile/retry-at.ts'

const now = 1_800_000_000_000
const waits = Array.from({ length: 20 }, (_, attempts) => retryAt(attempts, now)).map((at) =>
  at === null ? null : (at - now) / 1000,
)

it('waits 1 s, 2 s, 5 s and longer, an hour at most', () => {
  expect(waits.slice(0, 4)).toEqual([1, 2, 5, 10])
  const seconds = waits.filter((wait) => wait !== null)
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b))
  expect(Math.max(...seconds)).toBe(3600)
})

it('outlasts four hours, and then parks for good', () => {
  const seconds = waits.filter((wait) => wait !== null)

  expect(seconds.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThanOrEqual(4 * 3600)
  expect(seconds.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(5 * 3600)
  expect(waits.slice(seconds.length)).toEqual(Array.from({ length: 20 - seconds.length }, () => null))
})
