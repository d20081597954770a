import { type Kysely, sql } from 'kysely'
import type { DueMarks } from '../../flow/facts.ts'
import type { Queue } from '../../flow/ports.ts'
import { parseSubject, subjectKey } from '../../flow/subject.ts'
import type { Schema } from './schema.ts'

export function dueMarks(db: Kysely<Schema>): DueMarks {
  return {
    async mark(subject, lane, at) {
      await db
        .insertInto('due')
        .values({ subject: subjectKey(subject), lane, due_at: at, marks: 1, attempts: 0, parked_at: null, fault: null })
        .onConflict((conflict) =>
          conflict.column('subject').doUpdateSet({
            lane,
            // A parked or failing subject is looked at afresh: what marks it is news.
            due_at: sql`case when parked_at is null then min(due_at, excluded.due_at) else excluded.due_at end`,
            marks: sql`marks + 1`,
            attempts: 0,
            parked_at: null,
          }),
        )
        .execute()
    },
  }
}

/** The queue in the same database as the facts, so that a mark is kept or lost together with what caused it. */
export function dueTable(db: Kysely<Schema>, clock: { now(): number }): Queue {
  const ofMarks = (subject: string, marks: number) =>
    db.updateTable('due').where('subject', '=', subject).where('marks', '=', marks)
  return {
    async take(now, limit, { lanes, subjects }) {
      const rows = await db
        .selectFrom('due')
        .selectAll()
        .where('parked_at', 'is', null)
        .where('due_at', '<=', now)
        .$if(lanes.length > 0, (query) => query.where('lane', 'not in', lanes))
        .$if(subjects.length > 0, (query) => query.where('subject', 'not in', subjects))
        .orderBy('due_at')
        .limit(limit)
        .execute()
      return rows.map(({ subject, lane, due_at, marks, attempts }) => ({
        subject: parseSubject(subject),
        lane,
        dueAt: due_at,
        marks,
        attempts,
      }))
    },
    async settle({ subject, marks }, nextAt) {
      const key = subjectKey(subject)
      if (nextAt !== null) {
        await ofMarks(key, marks).set({ due_at: nextAt, attempts: 0, fault: null }).execute()
        return
      }
      await db.deleteFrom('due').where('subject', '=', key).where('marks', '=', marks).execute()
    },
    async retry({ subject, marks, attempts }, at, fault) {
      const parked = at === null ? { parked_at: clock.now() } : { due_at: at }
      await ofMarks(subjectKey(subject), marks)
        .set({ attempts: attempts + 1, fault, ...parked })
        .execute()
    },
    async postpone({ subject, marks }, at) {
      await ofMarks(subjectKey(subject), marks).set({ due_at: at }).execute()
    },
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
