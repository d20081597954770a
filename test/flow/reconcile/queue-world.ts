import { dueTable } from '../../../src/adapters/store/due-table.ts'
import { openDatabase } from '../../../src/adapters/store/open-database.ts'
import { transactOn } from '../../../src/adapters/store/transact.ts'
import type { Queue } from '../../../src/flow/ports.ts'
import type { RunOutcome } from '../../../src/flow/reconcile/outcome.ts'
import { startWorkLoop, type WorkLoop } from '../../../src/flow/reconcile/work-loop.ts'
import { type Subject, subjectKey } from '../../../src/flow/subject.ts'

export const start = 1_800_000_000_000

export type Failure = { readonly subject: string; readonly fault: unknown; readonly retryAt: number | null }

/** The loop on a queue in SQLite, with a clock that stands still until it is moved. */
export async function queueWorld(decorate: (queue: Queue) => Queue = (queue) => queue) {
  const store = await openDatabase(':memory:')
  const transact = transactOn(store.db)
  let now = start
  const clock = { now: () => now }
  const timers = new Set<{ readonly callback: () => void; readonly at: number }>()
  const ran: string[] = []
  const failures: Failure[] = []
  const stumbles: unknown[] = []
  const watchers = new Set<() => void>()
  const changed = () => {
    for (const watcher of watchers) watcher()
  }
  let behave: (subject: Subject) => Promise<RunOutcome> = async () => ({ nextAt: null })
  let loop: WorkLoop | null = null
  const queue = decorate(dueTable(store.db, clock))

  const world = {
    queue,
    ran,
    failures,
    stumbles,
    mark: async (subject: Subject, lane = 'installation:1', at = now) => {
      await transact((facts) => facts.mark(subject, lane, at))
    },
    /** What the runs do from now on. */
    runs: (behaviour: typeof behave) => {
      behave = behaviour
    },
    start: () => {
      loop = startWorkLoop({
        queue,
        clock,
        run: (subject) => {
          ran.push(subjectKey(subject))
          changed()
          return behave(subject)
        },
        observe: {
          finished: changed,
          failed: ({ subject }, fault, retryAt) => {
            failures.push({ subject: subjectKey(subject), fault, retryAt })
            changed()
          },
          stumbled: (fault) => {
            stumbles.push(fault)
            changed()
          },
        },
        later: (callback, ms) => {
          const timer = { callback, at: now + ms }
          timers.add(timer)
          changed()
          return () => void timers.delete(timer)
        },
      })
      return loop
    },
    /** Lets time pass, and what it brings happen. */
    pass: async (ms: number) => {
      const until = now + ms
      for (;;) {
        await world.rest()
        const next = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.callback()
      }
      now = until
    },
    /** Until nothing runs, and the loop waits for its timer. */
    rest: () => world.until(() => loop?.running() === 0 && timers.size > 0),
    until: async (probe: () => boolean) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => probe() && resolve()
      watchers.add(look)
      look()
      await promise
      watchers.delete(look)
    },
    [Symbol.asyncDispose]: async () => {
      await loop?.stop()
      await store[Symbol.asyncDispose]()
    },
  }
  return world
}

export function commit(number: number, repositoryId = 1): Subject {
  return { kind: 'commit', repositoryId, sha: number.toString(16).padStart(40, '0') }
}
