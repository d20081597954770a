import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, type Driver, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from '../../../migrations/index.ts'
import { cachedStatements } from './cached-statements.ts'
import type { Schema } from './schema.ts'
import { SignedParameters } from './signed-parameters.ts'
import { StoreError } from './store-error.ts'

export type Store = AsyncDisposable & { readonly db: Kysely<Schema>; readonly location: string }

/**
 * Opens the SQLite database, making its folder and schema where they are missing. A committed transaction survives a power
 * cut (WAL with `synchronous=FULL`). `:memory:` is a database of its own for each call.
 */
export async function openDatabase(location: string): Promise<Store> {
  const sqlite = openSqlite(location)
  const dialect = new SqliteDialect({ database: sqlite })
  const db = new Kysely<Schema>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => driverOf(sqlite),
      createIntrospector: (kysely) => dialect.createIntrospector(kysely),
      createQueryCompiler: () => new SignedParameters(),
    },
  })
  const store = { db, location, [Symbol.asyncDispose]: () => db.destroy() }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) {
    await db.destroy()
    throw new StoreError(`The database ${location} could not be brought up to date.`, { cause: error })
  }
  return store
}

function driverOf(sqlite: SqliteDatabase.Database): Driver {
  const say = (connection: DatabaseConnection, text: string) => connection.executeQuery(CompiledQuery.raw(text))
  return Object.assign(new SqliteDriver({ database: cachedStatements(sqlite) }), {
    // All our transactions write: one that read first would fail, without waiting, if another process wrote in between.
    beginTransaction: async (connection: DatabaseConnection) => void (await say(connection, 'begin immediate')),
    // When the disk is full SQLite has rolled back already: to try it again would fail, and hide the cause.
    rollbackTransaction: async (connection: DatabaseConnection) => {
      if (sqlite.inTransaction) await say(connection, 'rollback')
    },
  })
}

/** Deliveries hold what private repositories say: a new file is nobody else's to read, nor what SQLite puts beside it. */
function createPrivately(location: string): void {
  mkdirSync(dirname(location), { recursive: true })
  closeSync(openSync(location, 'a', 0o600))
}

function openSqlite(location: string): SqliteDatabase.Database {
  try {
    if (location !== ':memory:') createPrivately(location)
    const sqlite = new SqliteDatabase(location, { timeout: 5000 })
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    // In pages, four times SQLite's own: what changes often goes from the log to the file less often.
    sqlite.pragma('wal_autocheckpoint = 4000')
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
