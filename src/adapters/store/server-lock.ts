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
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', 0o600))
  const lock = new SqliteDatabase(path, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw new StoreError(
      `Another Sluicegate server runs on the database ${location}. Stop it first, or give this one a DATABASE_URL of its own.`,
      { cause },
    )
  }
  return { [Symbol.dispose]: () => lock.close() }
}
