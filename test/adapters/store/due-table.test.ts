import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { dueTable } from '../../../src/adapters/store/due-table.ts'
import { openDatabase, type Store } from '../../../src/adapters/store/open-database.ts'
import { transactOn } from '../../../src/adapters/store/transact.ts'
import type { DueSubject, Queue, Transact } from '../../../src/flow/ports.ts'
import type { Subject } from '../../../src/flow/subject.ts'

const now = 1_800_000_000_000
const nobody = { lanes: [], subjects: [] }
const file: Subject = { kind: 'file', repositoryId: 7 }
const lane = 'installation:1'

let store: Store
let queue: Queue
let transact: Transact
beforeEach(async () => {
  store = await openDatabase(':memory:')
  queue = dueTable(store.db, { now: () => now })
  transact = transactOn(store.db)
  return () => store[Symbol.asyncDispose]()
})

const mark = (subject: Subject, at = now, on = lane) => transact((facts) => facts.mark(subject, on, at))

async function takeOne(at = now): Promise<DueSubject> {
  const [taken, ...others] = await queue.take(at, 10, nobody)
  if (taken === undefined || others.length > 0) throw new Error(`${others.length} others are due`)
  return taken
}

it('gives back every kind of subject as it was marked', async () => {
  const subjects: readonly Subject[] = [
    { kind: 'commit', repositoryId: 7, sha: 'a'.repeat(40) },
    { kind: 'analysis', id: 8 },
    { kind: 'repository', id: 9 },
    file,
    { kind: 'installation', id: 10 },
    { kind: 'installations' },
  ]
  for (const [index, subject] of subjects.entries()) await mark(subject, now + index)

  const taken = await queue.take(now + 10, 10, nobody)

  expect(taken.map(({ subject }) => subject)).toEqual(subjects)
})

it('gives the oldest first, no more than asked for, and nothing of the future', async () => {
  await mark({ kind: 'analysis', id: 3 }, now + 1)
  await mark({ kind: 'analysis', id: 2 }, now)
  await mark({ kind: 'analysis', id: 1 }, now - 1)

  expect((await queue.take(now, 10, nobody)).map(({ dueAt }) => dueAt)).toEqual([now - 1, now])
  expect(await queue.take(now, 1, nobody)).toMatchObject([{ subject: { id: 1 } }])
  expect(await queue.nextDueAt()).toBe(now - 1)
})

it('leaves out lanes and subjects that are busy', async () => {
  await mark({ kind: 'analysis', id: 1 }, now, 'busy')
  await mark({ kind: 'analysis', id: 2 })
  await mark({ kind: 'analysis', id: 3 })

  const taken = await queue.take(now, 10, { lanes: ['busy', 'other'], subjects: ['analysis:2'] })

  expect(taken).toMatchObject([{ subject: { id: 3 } }])
})

it('keeps one row for a subject, at its earliest mark and in its newest lane', async () => {
  await mark(file, now, 'old lane')
  await mark(file, now + 60_000)

  expect(await takeOne()).toMatchObject({ dueAt: now, marks: 2, lane })
})

it('brings a deadline forward when something happens before it', async () => {
  await mark(file, now + 60_000)
  await mark(file)

  expect(await takeOne()).toMatchObject({ dueAt: now })
})

it('keeps a subject due that was marked during its run, however the run ended', async () => {
  for (const end of [
    (due: DueSubject) => queue.settle(due, null),
    (due: DueSubject) => queue.settle(due, now + 60_000),
    (due: DueSubject) => queue.retry(due, now + 60_000, 'away'),
    (due: DueSubject) => queue.retry(due, null, 'refused'),
    (due: DueSubject) => queue.postpone(due, now + 60_000),
  ]) {
    await mark(file)
    const due = await takeOne()
    await mark(file)

    await end(due)

    const again = await takeOne()
    expect(again).toMatchObject({ dueAt: now, attempts: 0 })
    await queue.settle(again, null)
  }
})

it('counts attempts, and forgets them when a run ends well', async () => {
  await mark(file)
  await queue.retry(await takeOne(), now + 1, 'away')
  await queue.retry(await takeOne(now + 1), now + 2, 'away')
  const third = await takeOne(now + 2)
  expect(third.attempts).toBe(2)

  await queue.settle(third, now + 3)

  expect(await takeOne(now + 3)).toMatchObject({ attempts: 0, dueAt: now + 3 })
})

it('counts no attempt when a run is postponed', async () => {
  await mark(file)
  await queue.postpone(await takeOne(), now + 60_000)

  expect(await queue.take(now + 59_999, 10, nobody)).toEqual([])
  expect(await takeOne(now + 60_000)).toMatchObject({ attempts: 0 })
})

it('parks out of sight until a mark, which makes it due at its own time', async () => {
  await mark(file, now - 60_000)
  await queue.retry(await takeOne(), null, 'refused')
  expect(await queue.take(now + 1e9, 10, nobody)).toEqual([])
  expect(await queue.nextDueAt()).toBeNull()

  await mark(file, now + 5)

  expect(await takeOne(now + 5)).toMatchObject({ attempts: 0, dueAt: now + 5 })
})

it('keeps or loses a mark together with what caused it', async () => {
  const work = transact(async (facts) => {
    await facts.mark(file, lane, now)
    throw new Error('the rest failed')
  })

  await expect(work).rejects.toThrow('the rest failed')
  expect(await queue.nextDueAt()).toBeNull()
})

it('is not held up by subjects of a newer version, and keeps them for it', async () => {
  for (let id = 1; id <= 20; id++) {
    await sql`insert into due (subject, lane, due_at, marks, attempts) values (${`image:${id}`}, ${lane}, 1, 1, 0)`.execute(
      store.db,
    )
  }
  await mark(file)

  const taken = [...(await queue.take(now, 16, nobody)), ...(await queue.take(now, 16, nobody))]

  expect(taken).toMatchObject([{ subject: file }])
  await queue.settle(await takeOne(), null)
  expect(await queue.nextDueAt()).toBe(now + 3_600_000)
})
