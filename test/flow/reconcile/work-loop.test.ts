import { expect, it } from 'vitest'
import { OutsideFault } from '../../../src/flow/faults.ts'
import { subjectKey } from '../../../src/flow/subject.ts'
import { commit, queueWorld, start } from './queue-world.ts'

const outage = () => Promise.reject(new OutsideFault('unavailable', 'GitHub is away'))
const hour = 3_600_000

/** Runs that end when the test says so. */
function gate() {
  const waiting = new Map<string, () => void>()
  return {
    waiting,
    run: (key: string) =>
      new Promise<{ nextAt: null }>((resolve) => void waiting.set(key, () => resolve({ nextAt: null }))),
    open: (key: string) => {
      waiting.get(key)?.()
      waiting.delete(key)
    },
  }
}

it('runs what is due, once, and then forgets it', async () => {
  await using world = await queueWorld()
  await world.mark(commit(1))
  world.start()

  await world.pass(hour)

  expect(world.ran).toEqual([subjectKey(commit(1))])
  expect(await world.queue.nextDueAt()).toBeNull()
})

it('sees what another process marked within a second', async () => {
  await using world = await queueWorld()
  world.start()
  await world.rest()
  await world.mark(commit(1))

  await world.pass(1000)

  expect(world.ran).toHaveLength(1)
})

it('never runs a subject twice at the same time, and runs it again when it was marked meanwhile', async () => {
  await using world = await queueWorld()
  const { waiting, run, open } = gate()
  world.runs((subject) => run(subjectKey(subject)))
  const key = subjectKey(commit(1))
  await world.mark(commit(1))
  const loop = world.start()
  await world.until(() => waiting.has(key))

  await world.mark(commit(1))
  loop.wake()
  await world.mark(commit(2))
  loop.wake()
  await world.until(() => waiting.has(subjectKey(commit(2))))
  expect(world.ran.filter((ran) => ran === key)).toHaveLength(1)

  open(key)
  await world.until(() => waiting.has(key))
  expect(world.ran.filter((ran) => ran === key)).toHaveLength(2)
  open(key)
  open(subjectKey(commit(2)))
})

it('keeps a deadline over the end of a run, and comes back then', async () => {
  await using world = await queueWorld()
  world.runs(async () => ({ nextAt: world.ran.length === 1 ? start + hour : null }))
  await world.mark(commit(1))
  world.start()

  await world.pass(hour - 1)
  expect(world.ran).toHaveLength(1)
  await world.pass(1001)
  expect(world.ran).toHaveLength(2)
})

it('tries again after 1 s, 2 s, 5 s and on, and parks after about four hours', async () => {
  await using world = await queueWorld()
  world.runs(outage)
  await world.mark(commit(1))
  world.start()

  await world.pass(5 * hour)

  const retries = world.failures.map(({ retryAt }) => retryAt)
  expect(retries.slice(0, 3)).toEqual([start + 1000, start + 3000, start + 8000])
  expect(retries).toHaveLength(15)
  expect(retries.at(-1)).toBeNull()
  expect(await world.queue.nextDueAt()).toBeNull()
})

it('looks afresh at what is parked, as soon as something marks it', async () => {
  await using world = await queueWorld()
  world.runs(outage)
  await world.mark(commit(1))
  world.start()
  await world.pass(5 * hour)
  world.failures.length = 0

  await world.mark(commit(1), 'installation:1', start + 5 * hour)
  await world.pass(1000)

  expect(world.failures[0]?.retryAt).toBeLessThan(start + 5 * hour + 3000)
})

it('does not wait for the next try when something new happens', async () => {
  await using world = await queueWorld()
  world.runs(outage)
  await world.mark(commit(1))
  const loop = world.start()
  await world.pass(60_000)
  world.runs(async () => ({ nextAt: null }))
  const before = world.ran.length

  await world.mark(commit(1), 'installation:1', start + 60_000)
  loop.wake()
  await world.rest()

  expect(world.ran).toHaveLength(before + 1)
})

it('leaves an installation alone until its limit is over, and goes on with the others', async () => {
  await using world = await queueWorld()
  world.runs(async (subject) => {
    const isLimited = subjectKey(subject) === subjectKey(commit(1)) && world.ran.length === 1
    if (isLimited) throw new OutsideFault('limited', 'GitHub limits us', { until: start + 30_000 })
    return { nextAt: null }
  })
  await world.mark(commit(1))
  const loop = world.start()
  await world.rest()
  await world.mark(commit(2))
  await world.mark(commit(3), 'installation:2')
  loop.wake()

  await world.pass(29_000)
  expect(world.ran).toEqual([commit(1), commit(3)].map(subjectKey))
  await world.pass(2000)
  expect(world.ran.slice(2)).toEqual(expect.arrayContaining([commit(1), commit(2)].map(subjectKey)))
})

it('counts a limit as no failed attempt, however often it comes', async () => {
  await using world = await queueWorld()
  let limits = 30
  world.runs(async () => {
    if (limits-- <= 0) return outage()
    throw new OutsideFault('limited', 'GitHub limits us', { until: start + (31 - limits) * 60_000 })
  })
  await world.mark(commit(1))
  world.start()

  await world.pass(32 * 60_000)

  const first = world.failures[30]
  expect(first?.fault).toMatchObject({ code: 'unavailable' })
  expect(first?.retryAt).toBeLessThanOrEqual(start + 31 * 60_000 + 2000)
})

it('does not let the limit of one installation hold up the analyses of the others', async () => {
  await using world = await queueWorld()
  world.runs(async (subject) => {
    if (subject.kind === 'analysis' && subject.id === 1 && world.ran.length === 1)
      throw new OutsideFault('limited', 'GitHub limits us', { until: start + 30_000 })
    return { nextAt: null }
  })
  await world.mark({ kind: 'analysis', id: 1 }, 'sonarqube:default')
  const loop = world.start()
  await world.rest()

  await world.mark({ kind: 'analysis', id: 2 }, 'sonarqube:default')
  loop.wake()
  await world.rest()
  expect(world.ran).toEqual(['analysis:1', 'analysis:2'])
  await world.pass(31_000)
  expect(world.ran).toEqual(['analysis:1', 'analysis:2', 'analysis:1'])
})

it('gives a flood in one lane four places, and leaves room for the others', async () => {
  await using world = await queueWorld()
  const { waiting, run, open } = gate()
  world.runs((subject) => run(subjectKey(subject)))
  for (let number = 0; number < 100; number++) await world.mark(commit(number))
  for (let lane = 2; lane <= 4; lane++) await world.mark(commit(1000 + lane), `installation:${lane}`)
  const loop = world.start()

  await world.until(() => waiting.size === 7)
  expect(loop.running()).toBe(7)
  for (let lane = 2; lane <= 4; lane++) expect(waiting.has(subjectKey(commit(1000 + lane)))).toBe(true)

  world.runs(async () => ({ nextAt: null }))
  for (const key of [...waiting.keys()]) open(key)
  await world.rest()
  expect(new Set(world.ran).size).toBe(103)
})

it('runs sixteen at once and no more', async () => {
  await using world = await queueWorld()
  const { waiting, run, open } = gate()
  world.runs((subject) => run(subjectKey(subject)))
  for (let lane = 0; lane < 30; lane++) await world.mark(commit(lane), `installation:${lane}`)
  const loop = world.start()

  await world.until(() => waiting.size === 16)
  loop.wake()
  expect(loop.running()).toBe(16)

  world.runs(async () => ({ nextAt: null }))
  for (const key of [...waiting.keys()]) open(key)
  await world.rest()
  expect(new Set(world.ran).size).toBe(30)
})

it('takes nothing new once it is stopped, and stops when what runs has ended', async () => {
  await using world = await queueWorld()
  const { waiting, run, open } = gate()
  world.runs((subject) => run(subjectKey(subject)))
  await world.mark(commit(1))
  const loop = world.start()
  await world.until(() => waiting.size === 1)

  const stopped = loop.stop()
  await world.mark(commit(2))
  loop.wake()
  open(subjectKey(commit(1)))
  await stopped

  expect(world.ran).toEqual([subjectKey(commit(1))])
  expect(await world.queue.nextDueAt()).toBe(start)
})

it('goes on when the queue could not be read', async () => {
  let broken = true
  await using world = await queueWorld((queue) => ({
    ...queue,
    take: (...asked) => (broken ? Promise.reject(new Error('database is locked')) : queue.take(...asked)),
  }))
  await world.mark(commit(1))
  world.start()
  await world.until(() => world.stumbles.length === 1)

  broken = false
  await world.pass(1000)

  expect(world.ran).toHaveLength(1)
})

it('does not run the same thing over and over while the queue cannot be written', async () => {
  let broken = true
  const full = () => Promise.reject(new Error('database or disk is full'))
  await using world = await queueWorld((queue) => ({
    ...queue,
    settle: (...asked) => (broken ? full() : queue.settle(...asked)),
    retry: (...asked) => (broken ? full() : queue.retry(...asked)),
  }))
  await world.mark(commit(1))
  const loop = world.start()

  await world.until(() => world.stumbles.length === 1)
  loop.wake()
  await world.pass(60_000)
  expect(world.ran.length).toBeLessThanOrEqual(13)

  broken = false
  await world.pass(60_000)
  expect(await world.queue.nextDueAt()).toBeNull()
})
