import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pace } from '../../../src/adapters/github/pace.ts'

const start = 1_800_000_000_000

it('lets a burst through at once, and then gives turns evenly', () => {
  const turn = pace({ burst: 3, perSecond: 2 })

  const waits = Array.from({ length: 6 }, () => turn.reserve(start))

  expect(waits).toEqual([0, 0, 0, 500, 1000, 1500])
})

it('earns back one turn in the time that one takes', () => {
  const turn = pace({ burst: 2, perSecond: 1 })
  for (let turns = 0; turns < 2; turns++) turn.reserve(start)

  expect(turn.reserve(start + 1000)).toBe(0)
  expect(turn.reserve(start + 1000)).toBe(1000)
})

it('earns no more than a burst, however long it was idle', () => {
  const turn = pace({ burst: 2, perSecond: 1 })
  turn.reserve(start)

  const waits = Array.from({ length: 3 }, () => turn.reserve(start + 86_400_000))

  expect(waits).toEqual([0, 0, 1000])
})

it('never lets more through in any stretch of time than a burst and its rate', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 5 }), (between, burst, perSecond) => {
      const turn = pace({ burst, perSecond })
      let now = start
      const passed = between.map((gap) => {
        now += gap
        return now + turn.reserve(now)
      })
      for (const [index, from] of passed.entries()) {
        for (const [further, to] of passed.slice(index).entries()) {
          // Waits are rounded up to whole milliseconds: a turn may come that much early for the one before it.
          expect(further + 1).toBeLessThanOrEqual(burst + ((to - from + 1) / 1000) * perSecond + 1e-6)
        }
      }
    }),
    { numRuns: 30 },
  )
})

it('keeps turns in the order in which they were booked', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 100 }), (between) => {
      const turn = pace({ burst: 5, perSecond: 3 })
      let now = start
      const passed = between.map((gap) => {
        now += gap
        return now + turn.reserve(now)
      })
      expect(passed).toEqual(passed.toSorted((a, b) => a - b))
    }),
  )
})
