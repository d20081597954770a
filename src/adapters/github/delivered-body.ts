import { AsyncLocalStorage } from 'node:async_hooks'

const bodies = new AsyncLocalStorage<string>()

/** Runs the work with the body of a delivery at hand: Probot's handlers are given only what was parsed from it. */
export function withDeliveredBody<T>(body: string, work: () => T): T {
  return bodies.run(body, work)
}

/** The body of the delivery that is being handled, as it came; null outside of one. */
export function deliveredBody(): string | null {
  return bodies.getStore() ?? null
}
