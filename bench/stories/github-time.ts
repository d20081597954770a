import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/** A request to a server of this process, from its head to the end of its answer. Instants of `performance.now()`. */
export type Answered = {
  readonly method: string
  readonly url: string
  readonly from: number
  readonly until: number
}

type Message = { readonly request: IncomingMessage }

/** Every request that a server of this process answered, in the order of the answers. */
export const answered: Answered[] = []

const arrived = new WeakMap<IncomingMessage, number>()
const waiting = new Set<() => void>()

subscribe('http.server.request.start', (message) => {
  arrived.set((message as Message).request, performance.now())
})
subscribe('http.server.response.finish', (message) => {
  const { request } = message as Message
  const until = performance.now()
  answered.push({ method: request.method ?? '', url: request.url ?? '', from: arrived.get(request) ?? until, until })
  for (const look of waiting) look()
})

/** The next answer, after those that were seen, that is the one waited for. */
export function nextAnswer(isIt: (answer: Answered) => boolean, seen: number): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const timer = setTimeout(() => reject(new Error('GitHub was not written to within 30 seconds')), 30_000)
  const look = () => {
    const found = answered.slice(seen).find(isIt)
    if (found !== undefined) resolve(found)
  }
  waiting.add(look)
  look()
  return promise.finally(() => {
    clearTimeout(timer)
    waiting.delete(look)
  })
}

/** How long, between the two instants, at least one request was with GitHub. */
export function timeWithGitHub(requests: readonly Answered[], from: number, until: number): number {
  let total = 0
  let covered = from
  for (const request of requests.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(request.from, covered)
    const end = Math.min(request.until, until)
    if (end > start) total += end - start
    covered = Math.max(covered, end)
  }
  return total
}
