import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openRecordedWorld } from './recorded-world.ts'
import { type RecordedDelivery, recordedDeliveries, recordings } from './recordings.ts'

/** What is kept of every task in the end. A gate that flips replaced is the newest one, so this is the whole result. */
async function endOf(deliveries: readonly RecordedDelivery[]) {
  await using world = await openRecordedWorld()
  for (const delivery of deliveries) await world.deliver(delivery)
  return Object.fromEntries(
    (await world.analyses()).map(({ analysis: { taskId, gate, flippedAt, succeeded }, reread }) => [
      taskId,
      { gate, flippedAt, succeeded, reread },
    ]),
  )
}

type Late = { readonly delivery: RecordedDelivery; readonly place: number }

/**
 * Any arrival that may be: SonarQube sends each webhook of an analysis once, in the order of processing, but a flip may be
 * late, several webhooks of one change arrive in any order, and everything may be sent again, at any time later.
 */
function anyArrival(deliveries: readonly RecordedDelivery[]): fc.Arbitrary<readonly RecordedDelivery[]> {
  const delay = fc.nat(2 * deliveries.length)
  const once = fc.tuple(...deliveries.map(({ said }) => (said.taskId === undefined ? delay : fc.constant(0))))
  const again = fc.array(fc.record({ which: fc.nat(deliveries.length - 1), delay }), { maxLength: 30 })
  return fc.tuple(once, again).map(([delays, replays]) => {
    const late = (which: number, by: number): Late[] => {
      const delivery = deliveries[which]
      return delivery === undefined ? [] : [{ delivery, place: which + by }]
    }
    return [
      ...delays.flatMap((by, which) => late(which, by)),
      ...replays.flatMap(({ which, delay: by }) => late(which, by)),
    ]
      .toSorted((a, b) => a.place - b.place)
      .map(({ delivery }) => delivery)
  })
}

function scopeOf({ said: { project, branch } }: RecordedDelivery): string {
  return `${project.key} ${branch.isMain ? 'main' : `${branch.type} ${branch.name}`}`
}

describe.each(recordings)('3: %s', (recording) => {
  const deliveries = recordedDeliveries(recording)
  const ofScope = [...Map.groupBy(deliveries, scopeOf)].map(([scope, some]) => ({ scope, some }))

  it.each(ofScope)('$scope ends the same however often its webhooks come', async ({ some }) => {
    const inOrder = await endOf(some)

    expect(await endOf([...some, ...some])).toEqual(inOrder)
    expect(await endOf(some.flatMap((one) => [one, one]))).toEqual(inOrder)
    expect(await endOf([...some, ...some.toReversed()])).toEqual(inOrder)
  })

  it('has a task for every flip, also where the main branch has another name in the flip', async () => {
    expect(Object.keys(await endOf(deliveries))).not.toContain('null')
  })

  it('ends the same with flips that are late, and everything again at any time', async () => {
    const inOrder = await endOf(deliveries)

    await fc.assert(
      fc.asyncProperty(anyArrival(deliveries), async (arrival) => {
        expect(await endOf(arrival)).toEqual(inOrder)
      }),
      { numRuns: 15 },
    )
  })

  it('keeps the same tasks in whatever order their webhooks come', async () => {
    const tasks = deliveries.filter(({ said }) => said.taskId !== undefined)
    const inOrder = await endOf(tasks)

    expect(Object.keys(inOrder).length).toBeGreaterThan(20)
    expect(await endOf(tasks.toReversed())).toEqual(inOrder)
  })
})
