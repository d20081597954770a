import { sql } from 'kysely'
import type { DueTable } from './schema.ts'
import { type Statement, statement } from './statement.ts'

export const upsertMark = statement<Pick<DueTable, 'subject' | 'lane' | 'due_at'>, unknown>((db, given) =>
  db
    .insertInto('due')
    .values({
      subject: given('subject'),
      lane: given('lane'),
      due_at: given('due_at'),
      ...{ marks: 1, attempts: 0, parked_at: null, fault: null },
    })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({
        lane: given('lane'),
        // A parked or failing subject is looked at afresh: what marks it is news.
        due_at: sql`case when parked_at is null then min(due_at, excluded.due_at) else excluded.due_at end`,
        marks: sql`marks + 1`,
        attempts: 0,
        parked_at: null,
      }),
    ),
)

export const deleteMarked = statement<Pick<DueTable, 'subject' | 'marks'>, unknown>((db, given) =>
  db.deleteFrom('due').where('subject', '=', given('subject')).where('marks', '=', given('marks')),
)

type Take = { readonly now: number; readonly limit: number; readonly [lane: `lane${number}`]: string }

/** By the number of lanes that are left out. */
const selectDue: Statement<Take, DueTable>[] = []

/** What is due, oldest first, but for the subjects of so many lanes: `lane0` and on. */
export function selectDueBut(lanes: number): Statement<Take, DueTable> {
  selectDue[lanes] ??= statement<Take, DueTable>((db, given) => {
    const due = db
      .selectFrom('due')
      .selectAll()
      .where('parked_at', 'is', null)
      .where('due_at', '<=', given('now'))
      .orderBy('due_at')
      .limit(given('limit'))
    const names = Array.from({ length: lanes }, (_, at) => given(`lane${at}`))
    return names.length === 0 ? due : due.where('lane', 'not in', names)
  })
  return selectDue[lanes]
}
