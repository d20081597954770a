import type { Clock } from '../ports.ts'

export type Deliveries = {
  /** Deletes at most `most` deliveries that came before the instant; how many there were. */
  deleteBefore(instant: number, most: number): Promise<number>
}

/** As long as SonarQube itself keeps its log of deliveries. */
const keptMs = 30 * 24 * 60 * 60 * 1000
/** Few enough that a webhook does not wait for it. */
const batch = 500

/**
 * Deletes deliveries after 30 days. What was read from them stays: task ids and flip times must outlive them, for a replay
 * to be known as one.
 */
export async function purgeDeliveries(deps: {
  readonly deliveries: Deliveries
  readonly clock: Clock
}): Promise<number> {
  const before = deps.clock.now() - keptMs
  let purged = 0
  for (;;) {
    const deleted = await deps.deliveries.deleteBefore(before, batch)
    purged += deleted
    if (deleted < batch) return purged
  }
}
