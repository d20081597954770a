import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from '../../../migrations/index.ts'
import { cachedStatements } from './cached-statements.ts'
import type { Schema } from './schema.ts'
import { StoreError } from './store-error.ts'

export type Store = AsyncDisposable & { readonly db: Kysely<Schema>; readonly location: string }

/**
 * Opens the SQLite database, making its folder and schema where they are missing. A committed transaction survives a power
 * cut (WAL with `synchronous=FULL`). `:memory:` is a database of its own for each call.
 */
export async function openDatabase(location: string): Promise<Store> {
  const sqlite = openSqlite(location)
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: cachedStatements(sqlite) }) })
  const store = { db, location, [Symbol.asyncDispose]: () => db.destroy() }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) {
    await db.destroy()
    throw new StoreError(`The database ${location} could not be brought up to date.`, { cause: error })
  }
  return store
}

function openSqlite(location: string): SqliteDatabase.Database {
  try {
    if (location !== ':memory:') mkdirSync(dirname(location), { recursive: true })
    const sqlite = new SqliteDatabase(location, { timeout: 5000 })
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('foreign_keys = ON')
    return sqlite
  } catch (cause) {
    throw new StoreError(
      `The database ${location} could not be opened. Check the path, its permissions and the disk.`,
      {
        cause,
      },
    )
  }
}
