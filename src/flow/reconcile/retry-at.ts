/** Seconds before each further attempt: an outage of a minute costs little, one of an hour is outlasted. */
const delays = [1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 3600, 3600] as const

/** When a run that failed for the `attempts + 1`th time is tried again; null when it is to be parked, after about 4 hours. */
export function retryAt(attempts: number, now: number): number | null {
  const seconds = delays[attempts]
  return seconds === undefined ? null : now + seconds * 1000
}
