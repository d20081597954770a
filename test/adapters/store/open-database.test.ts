import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../src/adapters/store/open-database.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluicegate-'))
  path = join(folder, 'new', 'folder', 'sluicegate.db')
  return () => rmSync(folder, { recursive: true })
})

it('makes the folder, the file and the schema, and finds them again', async () => {
  {
    await using store = await openDatabase(path)
    await sql`insert into installation values (1, 'acme', 0)`.execute(store.db)
  }

  await using again = await openDatabase(path)

  expect(await again.db.selectFrom('installation').selectAll().execute()).toEqual([
    { id: 1, account: 'acme', suspended: 0 },
  ])
})

it('flushes every commit to the disk, and lets others read meanwhile', async () => {
  await using store = await openDatabase(path)

  const { rows: synchronous } = await sql`pragma synchronous`.execute(store.db)
  const { rows: journal } = await sql`pragma journal_mode`.execute(store.db)

  expect([synchronous, journal]).toEqual([[{ synchronous: 2 }], [{ journal_mode: 'wal' }]])
})

it('gives every caller a database in memory of its own', async () => {
  await using first = await openDatabase(':memory:')
  await using second = await openDatabase(':memory:')
  await sql`insert into installation values (1, 'acme', 0)`.execute(first.db)

  expect(await second.db.selectFrom('installation').selectAll().execute()).toEqual([])
})

it.each([
  ['is no database', () => writeFileSync(join(folder, 'file'), 'x'.repeat(5000)), 'file'],
  ['lies in what is no folder', () => writeFileSync(join(folder, 'file'), ''), 'file/sluicegate.db'],
])('says what is wrong with a file that %s', async (_, arrange, name) => {
  arrange()

  await expect(openDatabase(join(folder, name))).rejects.toMatchObject({
    code: 'store_failed',
    message: expect.stringContaining(name),
  })
})

it('refuses a database that a newer version has changed', async () => {
  await (await openDatabase(path))[Symbol.asyncDispose]()
  const sqlite = new SqliteDatabase(path)
  sqlite.prepare("insert into kysely_migration values ('9999-the-future', '2030-01-01')").run()
  sqlite.close()

  await expect(openDatabase(path)).rejects.toMatchObject({ message: expect.stringContaining('brought up to date') })
})

it('leaves nothing of a migration that fails half way', async () => {
  await (await openDatabase(path))[Symbol.asyncDispose]()
  const sqlite = new SqliteDatabase(path)
  // As if it had never run, but for one table that is in its way near the end.
  sqlite.exec('delete from kysely_migration')
  const tables = sqlite
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'",
    )
    .pluck()
    .all() as string[]
  sqlite.pragma('foreign_keys = OFF')
  for (const name of tables) if (name !== 'api_token') sqlite.exec(`drop table ${name}`)
  const count = sqlite.prepare('select count(*) from sqlite_master')
  const before = count.pluck().get()

  await expect(openDatabase(path)).rejects.toMatchObject({ code: 'store_failed' })

  expect(count.pluck().get()).toBe(before)
  sqlite.close()
})
