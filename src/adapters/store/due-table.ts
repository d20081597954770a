import type { Kysely } from 'kysely'
import type { DueMarks } from '../../flow/facts.ts'
import type { DueSubject, Queue } from '../../flow/ports.ts'
import { parseSubject, type Subject, subjectKey } from '../../flow/subject.ts'
import { deleteMarked, selectDueBut, upsertMark } from './due-statements.ts'
import { groupCommit } from './group-commit.ts'
import type { DueTable, Schema } from './schema.ts'

export function dueMarks(db: Kysely<Schema>): DueMarks {
  return {
    async mark(subject, lane, at) {
      await upsertMark.all(db, { subject: subjectKey(subject), lane, due_at: at })
    },
  }
}

const hourMs = 3_600_000

/** The queue in the same database as the facts, so that a mark is kept or lost together with what caused it. */
export function dueTable(db: Kysely<Schema>, clock: { now(): number }): Queue {
  const transact = groupCommit(db)
  const change = ({ subject, marks }: DueSubject, columns: Partial<Omit<DueTable, 'subject' | 'lane' | 'marks'>>) =>
    transact(async (trx) => {
      const marked = trx.updateTable('due').where('subject', '=', subjectKey(subject)).where('marks', '=', marks)
      await marked.set(columns).execute()
    })
  return {
    async take(now, limit, { lanes, subjects }) {
      const named = Object.fromEntries(lanes.map((lane, at) => [`lane${at}`, lane]))
      const due = await selectDueBut(lanes.length).all(db, { now, limit: limit + subjects.length, ...named })
      const rows = due.filter(({ subject }) => !subjects.includes(subject)).slice(0, limit)
      const unknown = rows.map(({ subject }) => subject).filter((key) => knownSubject(key) === null)
      // Left by a newer version that was taken back: it must not stand in the way, nor be lost for when that comes again.
      if (unknown.length > 0)
        await db
          .updateTable('due')
          .set({ due_at: now + hourMs })
          .where('subject', 'in', unknown)
          .execute()
      return rows.flatMap(({ subject: key, lane, due_at: dueAt, marks, attempts }) => {
        const subject = knownSubject(key)
        return subject === null ? [] : [{ subject, lane, dueAt, marks, attempts }]
      })
    },
    async settle(due, nextAt) {
      if (nextAt !== null) return change(due, { due_at: nextAt, attempts: 0, fault: null })
      const marked = { subject: subjectKey(due.subject), marks: due.marks }
      await transact((trx) => deleteMarked.all(trx, marked))
    },
    retry(due, at, fault) {
      const parked = at === null ? { parked_at: clock.now() } : { due_at: at }
      return change(due, { attempts: due.attempts + 1, fault, ...parked })
    },
    postpone: (due, at) => change(due, { due_at: at }),
    async nextDueAt() {
      const row = await db
        .selectFrom('due')
        .select((eb) => eb.fn.min('due_at').as('next'))
        .where('parked_at', 'is', null)
        .executeTakeFirst()
      return row?.next ?? null
    },
  }
}

function knownSubject(key: string): Subject | null {
  try {
    return parseSubject(key)
  } catch {
    return null
  }
}
