import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { deliveries } from '../adapters/store/deliveries.ts'
import type { Schema } from '../adapters/store/schema.ts'
import { purgeDeliveries } from '../flow/keep-up/purge-deliveries.ts'
import type { Clock } from '../flow/ports.ts'

const hourMs = 60 * 60 * 1000

/** What time brings: starts the regular work, and answers how to stop it. */
export function keepUp({ db, clock, log }: { db: Kysely<Schema>; clock: Clock; log: Logger }): Disposable {
  const purge = () =>
    purgeDeliveries({ deliveries: deliveries(db), clock }).then(
      (purged) => purged > 0 && log.info({ purged }, 'purged old deliveries'),
      (fault: unknown) => log.error({ err: fault }, 'old deliveries could not be purged'),
    )
  const timer = setInterval(purge, hourMs)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
