import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { groupCommit } from '../../../src/adapters/store/group-commit.ts'
import { openDatabase, type Store } from '../../../src/adapters/store/open-database.ts'

let folder: string
let path: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluicegate-'))
  path = join(folder, 'sluicegate.db')
  store = await openDatabase(path)
  return async () => {
    await store[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  }
})

const insert = (id: number, account = 'acme') => sql`insert into installation values (${id}, ${account}, 0)`

/** What another process sees: only what is committed. */
function committed(): readonly number[] {
  using other = closing(new SqliteDatabase(path, { readonly: true }))
  return other.sqlite.prepare('select id from installation order by id').pluck().all() as number[]
}

function closing(sqlite: SqliteDatabase.Database) {
  return { sqlite, [Symbol.dispose]: () => sqlite.close() }
}

it('answers each with its own value, and only after it is kept', async () => {
  const transact = groupCommit(store.db)

  const seen = await Promise.all(
    [1, 2, 3].map(async (id) => {
      const value = await transact(async (trx) => {
        await insert(id).execute(trx)
        return id * 10
      })
      return [value, committed()]
    }),
  )

  expect(seen).toEqual([10, 20, 30].map((value) => [value, [1, 2, 3]]))
})

it('takes nothing of the others with one that fails', async () => {
  const transact = groupCommit(store.db)

  const outcomes = await Promise.allSettled([
    transact((trx) => insert(1).execute(trx)),
    transact(async (trx) => {
      await insert(2).execute(trx)
      throw new Error('changed its mind')
    }),
    transact((trx) => insert(1).execute(trx)),
    transact((trx) => insert(3).execute(trx)),
  ])

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(outcomes[1]).toMatchObject({ reason: { message: 'changed its mind' } })
  expect(committed()).toEqual([1, 3])
})

it('lets one in the same group see what another has written before it', async () => {
  const transact = groupCommit(store.db)

  const [, count] = await Promise.all([
    transact((trx) => insert(1).execute(trx)),
    transact((trx) => trx.selectFrom('installation').selectAll().execute()),
  ])

  expect(count).toHaveLength(1)
})

it.each([1, 3])('rejects all %i when the commit fails, and keeps none', async (size) => {
  const transact = groupCommit(store.db)
  // A reference that is only checked at the commit.
  await sql`create table child (id integer references installation (id) deferrable initially deferred)`.execute(
    store.db,
  )

  const outcomes = await Promise.allSettled([
    transact((trx) => sql`insert into child values (99)`.execute(trx)),
    ...Array.from({ length: size - 1 }, (_, id) => transact((trx) => insert(id + 1).execute(trx))),
  ])

  expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: size }, () => 'rejected'))
  expect(committed()).toEqual([])
  await transact((trx) => insert(7).execute(trx))
  expect(committed()).toEqual([7])
})

it.each([1, 2])('says that the disk is full to all %i, and goes on when there is room', async (size) => {
  const transact = groupCommit(store.db)
  const { page_count: pages } = (await sql<{ page_count: number }>`pragma page_count`.execute(store.db)).rows[0] ?? {
    page_count: 0,
  }
  await sql.raw(`pragma max_page_count = ${pages}`).execute(store.db)
  const large = 'x'.repeat(100_000)

  const outcomes = await Promise.allSettled(
    Array.from({ length: size }, (_, id) => transact((trx) => insert(id + 1, large).execute(trx))),
  )

  for (const outcome of outcomes) expect(reasons(outcome)).toContain('database or disk is full')
  expect(committed()).toEqual([])
  await sql.raw('pragma max_page_count = 1000000').execute(store.db)
  await transact((trx) => insert(1, large).execute(trx))
  expect(committed()).toEqual([1])
})

function reasons(outcome: PromiseSettledResult<unknown>): string {
  if (outcome.status === 'fulfilled') return 'fulfilled'
  const words: string[] = []
  for (let cause: unknown = outcome.reason; cause instanceof Error; cause = cause.cause) words.push(cause.message)
  return words.join('; ')
}

it('keeps no more than its share in one commit, and all in the order they came', async () => {
  const transact = groupCommit(store.db, 2)
  const commits: number[] = []

  await Promise.all(
    [1, 2, 3, 4, 5].map(async (id) => {
      await transact((trx) => insert(id).execute(trx))
      commits.push(committed().length)
    }),
  )

  expect(commits).toEqual([2, 2, 4, 4, 5])
})

it('lets one that reads first write, although another process wanted to write in between', async () => {
  const transact = groupCommit(store.db)
  using other = closing(new SqliteDatabase(path, { timeout: 0 }))
  const wanted: unknown[] = []

  await transact(async (trx) => {
    await trx.selectFrom('installation').selectAll().execute()
    try {
      wanted.push(other.sqlite.prepare("insert into installation values (1, 'other', 0)").run())
    } catch (fault) {
      wanted.push(fault)
    }
    await insert(2).execute(trx)
  })

  // It waits for us, and not we for it: a command line has a few seconds of patience, and tries again.
  expect(wanted).toMatchObject([{ code: 'SQLITE_BUSY' }])
  expect(committed()).toEqual([2])
})
