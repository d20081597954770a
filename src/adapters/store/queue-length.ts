import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** How much waits in the queue; `oldestDueAt` among what is due by now. */
export async function queueLength(db: Kysely<Schema>, now: number) {
  const { rows } = await sql<{ due: number; parked: number; oldestDueAt: number | null }>`
    select count(*) filter (where parked_at is null) as due,
      count(*) filter (where parked_at is not null) as parked,
      min(case when parked_at is null and due_at <= ${now} then due_at end) as oldestDueAt
    from due`.execute(db)
  return rows[0] ?? { due: 0, parked: 0, oldestDueAt: null }
}
