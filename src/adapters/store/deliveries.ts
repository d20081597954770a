import type { Kysely } from 'kysely'
import type { Deliveries } from '../../flow/keep-up/purge-deliveries.ts'
import type { Schema } from './schema.ts'

export function deliveries(db: Kysely<Schema>): Deliveries {
  return {
    async deleteBefore(instant, most) {
      const old = db.selectFrom('delivery').select('id').where('received_at', '<', instant).limit(most)
      const { numDeletedRows } = await db.deleteFrom('delivery').where('id', 'in', old).executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
