/** What a command ends with, for pipelines. */
export const exitCodes = {
  /** Passed, or done. */
  done: 0,
  failedGate: 1,
  usage: 2,
  /** No verdict in time. */
  noVerdict: 3,
  /** Could not reach what it needs. */
  unreachable: 4,
} as const
