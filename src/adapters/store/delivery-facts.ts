import type { Kysely } from 'kysely'
import type { DeliveryFacts } from '../../flow/facts.ts'
import type { Schema } from './schema.ts'

export function deliveryFacts(db: Kysely<Schema>): DeliveryFacts {
  return {
    async recordDelivery({ source, name, externalId, receivedAt, body }) {
      const row = await db
        .insertInto('delivery')
        .values({ source, name, external_id: externalId, received_at: receivedAt, body })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      return row?.id ?? null
    },
    async newestOrder() {
      const row = await db
        .selectFrom('delivery')
        .select((eb) => eb.fn.max('id').as('newest'))
        .executeTakeFirst()
      return row?.newest ?? 0
    },
    async forgetDelivery(order) {
      await db.deleteFrom('delivery').where('id', '=', order).execute()
    },
  }
}
