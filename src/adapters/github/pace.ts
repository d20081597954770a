export type Pace = {
  /** Books the next turn; answers the milliseconds until it. */
  reserve(now: number): number
}

/**
 * A token bucket: `burst` turns at once, then `perSecond`. GitHub allows 180 writes a minute to one endpoint, and asks for
 * evenness; short bursts are what it tolerates.
 */
export function pace({ burst, perSecond }: { readonly burst: number; readonly perSecond: number }): Pace {
  const msEach = 1000 / perSecond
  // The instant at which the bucket would be full: each turn moves it on.
  let fullAt = 0
  return {
    reserve(now) {
      fullAt = Math.max(fullAt, now) + msEach
      return Math.max(0, Math.ceil(fullAt - burst * msEach - now))
    },
  }
}
