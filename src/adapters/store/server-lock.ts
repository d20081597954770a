import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { StoreError } from './store-error.ts'

/**
 * Keeps a second server off the same database. The lock is one of the operating system, on a file beside it: it ends with
 * the process, however that ends, so there is nothing to wait out after a crash. Throws a StoreError when it is held.
 */
export function lockServer(location: string): Disposable {
  if (location === ':memory:') return { [Symbol.dispose]: () => {} }
  const path = `${location}.lock`
  const lock = openLock(path)
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    if (!(cause instanceof SqliteDatabase.SqliteError) || cause.code !== 'SQLITE_BUSY') throw unusable(path, cause)
    throw new StoreError(
      `Another Sluicegate server runs on the database ${location}. Stop it first, or give this one a DATABASE_URL of its own.`,
      { cause },
    )
  }
  return { [Symbol.dispose]: () => lock.close() }
}

function openLock(path: string): SqliteDatabase.Database {
  try {
    mkdirSync(dirname(path), { recursive: true })
    closeSync(openSync(path, 'a', 0o600))
    return new SqliteDatabase(path, { timeout: 0 })
  } catch (cause) {
    throw unusable(path, cause)
  }
}

function unusable(path: string, cause: unknown): StoreError {
  return new StoreError(`The file ${path} could not be locked. Check the path, its permissions and the disk.`, {
    cause,
  })
}
