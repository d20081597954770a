import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import { StoreError } from './store-error.ts'

type Work = {
  readonly run: (trx: Transaction<Schema>) => Promise<unknown>
  readonly done: (value: unknown) => void
  readonly failed: (cause: unknown) => void
}
type Outcome = () => void
type TransactOn = <T>(run: (trx: Transaction<Schema>) => Promise<T>) => Promise<T>

const savepoint = CompiledQuery.raw('savepoint work')
const release = CompiledQuery.raw('release work')
const rollback = CompiledQuery.raw('rollback to work')

/** One for each database: all that write to it share its commits. */
const groups = new WeakMap<Kysely<Schema>, TransactOn>()

/**
 * Transactions that wait at the same time share one commit, for the disk's flush is what a durable commit costs. Each is a
 * savepoint of its own: one that fails takes nothing of the others with it. Resolves only after the commit.
 */
export function groupCommit(db: Kysely<Schema>, most = 64): TransactOn {
  const group = groups.get(db) ?? newGroup(db, most)
  groups.set(db, group)
  return group
}

function newGroup(db: Kysely<Schema>, most: number): TransactOn {
  const waiting: Work[] = []
  let running = false

  return function transact<T>(run: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      waiting.push({ run, done: (value) => resolve(value as T), failed: reject })
      if (running) return
      running = true
      // Whatever arrives in this turn of the event loop joins the first group.
      setImmediate(() => void workOff())
    })
  }

  async function workOff(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0, most)
      for (const settle of await commit(group)) settle()
    }
    running = false
  }

  async function commit(group: readonly Work[]): Promise<readonly Outcome[]> {
    try {
      return await db.transaction().execute(async (trx) => {
        const outcomes: Outcome[] = []
        for (const work of group) outcomes.push(await attempt(trx, work, group.length > 1))
        return outcomes
      })
    } catch (cause) {
      const fault = group.length > 1 ? new StoreError('The transaction could not be committed.', { cause }) : cause
      return group.map(
        ({ failed }) =>
          () =>
            failed(fault),
      )
    }
  }
}

async function attempt(trx: Transaction<Schema>, { run, done, failed }: Work, shared: boolean): Promise<Outcome> {
  if (!shared) {
    const value = await run(trx)
    return () => done(value)
  }
  await trx.executeQuery(savepoint)
  try {
    const value = await run(trx)
    await trx.executeQuery(release)
    return () => done(value)
  } catch (cause) {
    await trx.executeQuery(rollback).catch(() => {
      // A full disk ends the whole transaction at once, savepoints and all: the cause is everybody's.
      throw cause
    })
    await trx.executeQuery(release)
    return () => failed(cause)
  }
}
