import type { Insertable, Kysely } from 'kysely'
import type { DeliveryFacts } from '../../flow/facts.ts'
import type { DeliveryTable, Schema } from './schema.ts'
import { statement } from './statement.ts'

const insertDelivery = statement<Required<Omit<Insertable<DeliveryTable>, 'id'>>, { id: number }>((db, given) =>
  db
    .insertInto('delivery')
    .values({
      source: given('source'),
      name: given('name'),
      external_id: given('external_id'),
      received_at: given('received_at'),
      body: given('body'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
)

export function deliveryFacts(db: Kysely<Schema>): DeliveryFacts {
  return {
    async recordDelivery({ source, name, externalId, receivedAt, body }) {
      const row = await insertDelivery.first(db, {
        ...{ source, name, body },
        external_id: externalId,
        received_at: receivedAt,
      })
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
