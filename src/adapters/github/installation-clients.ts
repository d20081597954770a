import { type Probot, ProbotOctokit } from 'probot'
import type { OutsideFault } from '../../flow/faults.ts'
import { faultOf } from './fault-of.ts'
import { type Pace, pace } from './pace.ts'

export type Client = InstanceType<typeof ProbotOctokit>

/** GitHub itself gives up on a request after 10 seconds; a proxy in between may take longer. */
const timeoutMs = 30_000

/**
 * Probot's Octokit without its throttling (which shares one bucket between installations) and its retries (which repeat a
 * creation that GitHub may have carried out): we pace and retry ourselves, where we know what is safe to repeat.
 */
export const UnthrottledOctokit = ProbotOctokit.defaults((options: ClientOptions) => ({
  ...options,
  // A function, not an object: Probot's own options come after an object's, and would switch both on again.
  throttle: { ...options.throttle, enabled: false },
  retry: { enabled: false },
  request: {
    ...options.request,
    fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
  },
}))

type ClientOptions = NonNullable<ConstructorParameters<typeof ProbotOctokit>[0]>

export type Calls = {
  /** Runs a request on behalf of an installation; faults come out as `OutsideFault`. */
  read<T>(installationId: number, request: (client: Client) => Promise<T>): Promise<T>
  /** The same for a write, which waits for its turn first. */
  write<T>(installationId: number, kind: WriteKind, request: (client: Client) => Promise<T>): Promise<T>
  asApp<T>(request: (client: Client) => Promise<T>): Promise<T>
}

/** What is written, for pacing and for the metrics. */
export type WriteKind = 'check_run_create' | 'check_run_update'

export type CallsDeps = {
  readonly probot: Probot
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  readonly written: (kind: WriteKind) => void
}

export function gitHubCalls({ probot, now, sleep, written }: CallsDeps): Calls {
  const clients = new Map<number, Promise<Client>>()
  const paces = new Map<number, Pace>()

  async function clientOf(installationId: number): Promise<Client> {
    const known = clients.get(installationId)
    if (known !== undefined) return known
    const client = probot.auth(installationId)
    clients.set(installationId, client)
    // An installation that cannot be authenticated now may be authenticated later.
    client.catch(() => clients.delete(installationId))
    return client
  }

  async function call<T>(client: () => Promise<Client>, request: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await request(await client())
    } catch (cause) {
      throw faultOf(cause, now()) satisfies OutsideFault | Error
    }
  }

  return {
    read: (installationId, request) => call(() => clientOf(installationId), request),
    async write(installationId, kind, request) {
      const turn = paces.get(installationId) ?? pace({ burst: 60, perSecond: 3 })
      paces.set(installationId, turn)
      const wait = turn.reserve(now())
      if (wait > 0) await sleep(wait)
      const answer = await call(() => clientOf(installationId), request)
      written(kind)
      return answer
    },
    asApp: (request) => call(() => probot.auth(), request),
  }
}
