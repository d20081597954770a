import { beforeEach, describe, expect, it } from 'vitest'
import { at, sha } from '../../core/analyses/build-analysis.ts'
import { openWorld, pullRequestEvent, state, type World } from './open-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  return () => world[Symbol.asyncDispose]()
})

const [first, second] = [sha('a'), sha('b')]
const commit = (head: string) => `commit:1:${head}`
const stored = () => world.transact((facts) => facts.findPullRequest(1, 7))
const heads = async () => [...((await world.reader.pullRequest(1, 7))?.heads ?? [])].toSorted()

describe('A pull request', () => {
  it('is kept with its head, which becomes due', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))

    expect(await stored()).toEqual({ ...state(first, 0), retiredOrder: null, waitingSince: at })
    expect(await world.reader.holders(first)).toEqual([1])
    expect(await world.due()).toEqual([commit(first)])
    expect(world.woken).toBe(1)
  })

  it('with a new head waits anew, and the head before it is due too: it waits no longer', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    await world.due()
    world.now += 9000

    await world.gitHub(pullRequestEvent(state(second, 9)))

    expect(await stored()).toMatchObject({ head: second, waitingSince: at + 9000, retiredOrder: null })
    expect(await heads()).toEqual([first, second])
    expect(await world.due()).toEqual([commit(first), commit(second)])
  })

  it('whose delivery is doubled changes nothing', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)), 'one')
    await world.due()
    world.now += 9000

    await world.gitHub(pullRequestEvent(state(second, 9)), 'one')

    expect(await stored()).toMatchObject({ head: first })
    expect(await world.due()).toEqual([])
    expect(await world.deliveriesKept()).toBe(1)
  })

  it('of an older state, arriving late, only adds a head that it had', async () => {
    await world.gitHub(pullRequestEvent(state(second, 9)))
    const before = await stored()
    await world.due()
    world.now += 9000

    await world.gitHub(pullRequestEvent(state(first, 0, { open: false, baseBranch: 'release' })))

    expect(await stored()).toEqual(before)
    expect(await heads()).toEqual([first, second])
    expect(await world.due()).toEqual([commit(first)])
  })

  it('that is closed and opened again waits anew', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    world.now += 9000
    await world.gitHub(pullRequestEvent(state(first, 9, { open: false })))
    expect(await stored()).toMatchObject({ open: false, waitingSince: at })

    world.now += 9000
    await world.gitHub(pullRequestEvent(state(first, 18), { reopened: true }))

    expect(await stored()).toMatchObject({ open: true, waitingSince: at + 18_000 })
  })
})

describe('3: the base of a pull request changes', () => {
  it.each([true, false])(
    'its earlier results retire, and it waits anew (told by the event: %s)',
    async (baseChanged) => {
      await world.gitHub(pullRequestEvent(state(first, 0)))
      world.now += 9000

      await world.gitHub(pullRequestEvent(state(first, 9, { baseBranch: 'release' }), { baseChanged }))

      expect(await stored()).toMatchObject({ baseBranch: 'release', retiredOrder: 2, waitingSince: at + 9000 })
      expect(await world.due()).toEqual([commit(first)])
    },
  )

  it('and back again between two events that reach us', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))

    await world.gitHub(pullRequestEvent(state(first, 9), { baseChanged: true }))

    expect(await stored()).toMatchObject({ baseBranch: 'main', retiredOrder: 2 })
  })

  it('and its event is the first that we hear of it: what came before was made against another base', async () => {
    await world.gitHub(pullRequestEvent(state(first, 9), { baseChanged: true }))

    expect(await stored()).toMatchObject({ retiredOrder: 1 })
  })

  it('and stays retired after the next push', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    await world.gitHub(pullRequestEvent(state(first, 9, { baseBranch: 'release' }), { baseChanged: true }))
    await world.gitHub(pullRequestEvent(state(second, 18, { baseBranch: 'release' })))

    expect(await stored()).toMatchObject({ head: second, retiredOrder: 2 })
  })

  it('a new head of the base branch retires nothing', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    await world.gitHub(pullRequestEvent(state(first, 9, { baseSha: sha('9') })))

    expect(await stored()).toMatchObject({ baseSha: sha('9'), retiredOrder: null, waitingSince: at })
  })
})

describe('Of two states within one second of GitHub', () => {
  it.each([
    { what: 'another head', fields: { head: second } },
    { what: 'closed', fields: { open: false } },
    { what: 'another base', fields: { baseBranch: 'release' } },
  ])('only GitHub knows which came last: it is asked ($what)', async ({ fields }) => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    await world.due()

    await world.gitHub(pullRequestEvent(state(first, 0, fields)))

    expect(await world.due()).toContain('repository:1')
  })

  it('nothing is asked where they say the same', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    await world.due()

    await world.gitHub(pullRequestEvent(state(first, 0, { draft: true })))

    expect(await world.due()).toEqual([commit(first)])
  })
})
