import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, branch, broken, gate, mainBranch, pullRequest, reported, sha } from '../../core/analyses/build-analysis.ts'
import { openWorld, pullRequestEvent, report, state, type World } from './open-world.ts'

const runs = { numRuns: 20 }

/** All of them in any order, some of them doubled or trebled. */
function anyArrival<T>(all: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...all], { minLength: all.length }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
    )
    .map(([once, again]) =>
      again.reduce(
        (some, [which, where]) => some.toSpliced(where % (some.length + 1), 0, once[which % once.length] as T),
        once,
      ),
    )
}

async function endOf<T>(
  arrival: readonly T[],
  take: (world: World, one: T) => Promise<unknown>,
  end: (world: World) => Promise<unknown>,
  begin = async (_: World): Promise<void> => {},
) {
  await using world = await openWorld()
  await begin(world)
  for (const one of arrival) await take(world, one)
  return await end(world)
}

describe('3: in whatever order and however often deliveries arrive, the end is the same', () => {
  it('of the flips of tasks', async () => {
    const results = [
      gate([broken]),
      gate(),
      gate([reported({ value: '1', status: 'ERROR' })]),
      gate([], { status: 'NONE' }),
    ]
    const flips = [
      ...results.map((said, second) => ({ scope: pullRequest(7), said, second })),
      ...results.toReversed().map((said, second) => ({ scope: pullRequest(8), said, second })),
      ...results.map((said, second) => ({ scope: mainBranch, said, second })),
      { scope: branch('release/next', { isMain: true }), said: gate(), second: 9 },
    ]
    const take = (world: World, { scope, said, second }: (typeof flips)[number]) =>
      world.sonarQube(report({ taskId: null, scope, gate: said, changedAt: at + second * 1000 }))
    const end = async (world: World) =>
      Object.fromEntries(
        (await world.analyses()).map(({ analysis, reread }) => [
          JSON.stringify(analysis.scope.kind === 'branch' || analysis.scope.key),
          [analysis.gate, analysis.flippedAt, reread],
        ]),
      )
    const begin = async (world: World) => {
      const scopes = [pullRequest(7), pullRequest(8), mainBranch]
      for (const [id, scope] of scopes.entries()) await world.sonarQube(report({ id, scope }))
    }
    const inOrder = await endOf(flips, take, end, begin)

    await fc.assert(
      fc.asyncProperty(anyArrival(flips), fc.boolean(), async (arrival, known) => {
        expect(await endOf(arrival, take, end, known ? begin : undefined)).toEqual(inOrder)
      }),
      runs,
    )
  })

  it('of the states of a pull request', async () => {
    const heads = ['a', 'b', 'c', 'a'].map(sha)
    const states = [
      ...heads.map((head, second) => state(head, second)),
      state(sha('a'), 4, { open: false }),
      state(sha('a'), 5),
      state(sha('d'), 6, { draft: true }),
      state(sha('d'), 7, { open: false }),
    ]
    const take = (world: World, one: (typeof states)[number]) =>
      world.gitHub(pullRequestEvent(one), `event-${one.updatedAt}`)
    const end = async (world: World) => {
      const known = await world.reader.pullRequest(1, 7)
      return {
        known: { ...known, heads: [...(known?.heads ?? [])].toSorted() },
        row: await world.transact((facts) => facts.findPullRequest(1, 7)),
        due: await world.due(),
        deliveries: await world.deliveriesKept(),
      }
    }
    const inOrder = await endOf(states, take, end)

    await fc.assert(
      fc.asyncProperty(anyArrival(states), async (arrival) => {
        expect(await endOf(arrival, take, end)).toEqual(inOrder)
      }),
      runs,
    )
  })
})
