import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReportedGate } from '../../../src/core/analyses/analysis.ts'
import { type FlippedTask, isSameGate, judgeFlip, worseGate } from '../../../src/core/analyses/judge-flip.ts'
import { broken, gate, reported } from './build-analysis.ts'

const ok = gate()
const error = gate([broken])
const otherError = gate([reported({ value: '1', status: 'ERROR' })])

function task(fields: Partial<FlippedTask> = {}): FlippedTask {
  return { gate: error, flippedAt: null, flipFloor: null, ...fields }
}

describe('3: a flip', () => {
  it.each<[string, FlippedTask, number, ReportedGate | null, string]>([
    ['applies when it is the first', task(), 1000, ok, 'apply'],
    ['applies when it is newer than the newest', task({ flippedAt: 1000 }), 2000, ok, 'apply'],
    ['applies when it changes the conditions and not the status', task(), 1000, otherError, 'apply'],
    ['applies when it says that there is no gate', task(), 1000, null, 'apply'],
    ['applies when it is newer than the flips before the task', task({ flipFloor: 1000 }), 2000, ok, 'apply'],
    ['changes nothing when it is older than the newest', task({ flippedAt: 2000 }), 1000, ok, 'stale'],
    ['changes nothing when it is older, whatever it says', task({ flippedAt: 2000 }), 1000, error, 'stale'],
    ['changes nothing when it is as old as the flips before the task', task({ flipFloor: 2000 }), 2000, ok, 'stale'],
    ['changes nothing when it is older than the flips before the task', task({ flipFloor: 2000 }), 1000, ok, 'stale'],
    ['says nothing new when it equals the result', task(), 1000, error, 'same'],
    ['says nothing new when it is doubled', task({ gate: ok, flippedAt: 1000 }), 1000, ok, 'same'],
    ['ties with another result of the same second', task({ gate: ok, flippedAt: 1000 }), 1000, error, 'tie'],
    ['ties with another result of the same second, be it better', task({ flippedAt: 1000 }), 1000, ok, 'tie'],
  ])('%s', (_, known, changedAt, flipped, is) => {
    expect(judgeFlip(known, changedAt, flipped)).toBe(is)
  })
})

describe('3: of flips that tie, while SonarQube cannot be asked', () => {
  const none = gate([], { status: 'NONE' })
  const strange = gate([], { status: 'unknown' })

  it.each<[string, ReportedGate | null, ReportedGate | null, ReportedGate | null]>([
    ['ERROR stands against OK', ok, error, error],
    ['what could not be computed stands against OK', ok, none, none],
    ['a status that is not known stands against OK', ok, strange, strange],
    ['no gate stands against OK', ok, null, null],
    ['ERROR stands against no gate', null, error, error],
    ['ERROR stands against NONE', none, error, error],
  ])('%s, whichever came first', (_, a, b, stands) => {
    expect([worseGate(a, b), worseGate(b, a)]).toEqual([stands, stands])
  })
})

describe('Two gates are the same', () => {
  const second = reported({ metric: 'new_coverage', operator: 'LT', threshold: '80', value: '85.0' })

  it.each<[string, ReportedGate | null, ReportedGate | null, boolean]>([
    ['in another order of conditions', gate([reported(), second]), gate([second, reported()]), true],
    [
      'when a flip calls OK without a value what the analysis called NO_VALUE',
      gate([reported({ value: null, status: 'NO_VALUE' })]),
      gate([reported({ value: null, status: 'OK' })]),
      true,
    ],
    ['when there is none in both', null, null, true],
    ['not with another value', gate([reported({ value: '1' })]), gate([reported({ value: '2' })]), false],
    ['not with another threshold', gate(), gate([reported({ threshold: '5' })]), false],
    ['not with another operator', gate(), gate([reported({ operator: 'LT' })]), false],
    ['not with another status', gate(), gate(undefined, { status: 'ERROR' }), false],
    ['not with another name', gate(), gate(undefined, { name: 'Strict' }), false],
    ['not with a condition more', gate(), gate([reported(), second]), false],
    ['not with the same condition twice', gate(), gate([reported(), reported()]), false],
    ['not when only one is there', gate(), null, false],
    ['not when OK has a value', gate([reported({ value: null })]), gate([reported()]), false],
  ])('%s', (_, a, b, same) => {
    expect(isSameGate(a, b)).toBe(same)
  })
})

/** What the take-in keeps of a flip, by its judgement. */
function fold(known: FlippedTask, { changedAt, gate: flipped }: Flip): FlippedTask {
  const judgement = judgeFlip(known, changedAt, flipped)
  if (judgement === 'stale') return known
  return { ...known, gate: judgement === 'tie' ? worseGate(known.gate, flipped) : flipped, flippedAt: changedAt }
}
type Flip = { readonly changedAt: number; readonly gate: ReportedGate | null }

const anyResult = fc.constantFrom(ok, error, otherError, null)

describe('3: however often and in whatever order the flips of a task arrive', () => {
  it('the newest stands, where none tie', () => {
    const flips = fc.uniqueArray(fc.record({ changedAt: fc.integer({ min: 1, max: 12 }), gate: anyResult }), {
      selector: ({ changedAt }) => changedAt,
      minLength: 1,
    })
    const arrival = flips.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all, ...all]).filter((some) => all.every((flip) => some.includes(flip))),
      ),
    )
    fc.assert(
      fc.property(
        arrival,
        anyResult,
        fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
        ([all, some], was, flipFloor) => {
          const start = task({ gate: was, flipFloor })
          const above = all.filter(({ changedAt }) => changedAt > (flipFloor ?? 0))
          const newest = above.toSorted((a, b) => b.changedAt - a.changedAt)[0]

          expect(some.reduce(fold, start).gate).toEqual(newest === undefined ? was : newest.gate)
        },
      ),
    )
  })

  it('a better result never stands against a worse one of the newest second', () => {
    const flips = fc.array(fc.record({ changedAt: fc.constantFrom(1, 2), gate: anyResult }), { minLength: 1 })
    fc.assert(
      fc.property(flips, anyResult, (all, was) => {
        const newest = Math.max(...all.map(({ changedAt }) => changedAt))
        const worst = all.filter(({ changedAt }) => changedAt === newest).some((flip) => flip.gate?.status === 'ERROR')

        const end = all.reduce(fold, task({ gate: was }))

        if (worst) expect(end.gate?.status).toBe('ERROR')
      }),
    )
  })
})
