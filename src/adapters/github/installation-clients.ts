import { RequestError } from '@octokit/request-error'
import { type Probot, ProbotOctokit } from 'probot'
import { OutsideFault } from '../../flow/faults.ts'
import { faultOf } from './fault-of.ts'
import { type Pace, pace } from './pace.ts'

export type Client = InstanceType<typeof ProbotOctokit>

/** GitHub itself gives up on a request after 10 seconds; a proxy in between may take longer. */
export const gitHubTimeoutMs = 30_000

/**
 * Probot's Octokit without its throttling (which shares one bucket between installations) and its retries (which repeat a
 * creation that GitHub may have carried out): we pace and retry ourselves, where we know what is safe to repeat.
 */
export function unthrottledOctokit({ timeoutMs, stopped }: Patience) {
  const patientFetch = (url: string, init: RequestInit) =>
    fetch(url, { ...init, signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopped]) })
  return ProbotOctokit.defaults(({ auth, ...options }: ClientOptions) => ({
    ...options,
    // A function, not an object: Probot's own options come after an object's, and would switch both on again.
    throttle: { ...options.throttle, enabled: false },
    retry: { enabled: false },
    request: { ...options.request, fetch: patientFetch },
    // Probot's request for new tokens goes to github.com with no limit of time: without it the client's own is used.
    auth: Object.fromEntries(Object.entries(auth ?? {}).filter(([name]) => name !== 'request')),
  }))
}

type Patience = {
  readonly timeoutMs: number
  /** Ends every request under way. */
  readonly stopped: AbortSignal
}

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
  const limits = new Map<number, OutsideFault>()

  async function clientOf(installationId: number): Promise<Client> {
    const known = clients.get(installationId)
    if (known !== undefined) return known
    const client = probot.auth(installationId)
    clients.set(installationId, client)
    // An installation that cannot be authenticated now may be authenticated later.
    client.catch(() => clients.delete(installationId))
    return client
  }

  async function call<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request()
    } catch (cause) {
      throw cause instanceof OutsideFault ? cause : faultOf(cause, now())
    }
  }

  /** Who goes on asking while GitHub limits them is limited for longer: until it is over nothing is asked. */
  async function callFor<T>(installationId: number, request: (client: Client) => Promise<T>): Promise<T> {
    const limit = limits.get(installationId)
    if (limit !== undefined && (limit.until ?? 0) > now()) throw limit
    limits.delete(installationId)
    try {
      return await call(async () => withToken(await clientOf(installationId), request))
    } catch (fault) {
      if (fault instanceof OutsideFault && fault.code === 'limited') limits.set(installationId, fault)
      throw fault
    }
  }

  return {
    read: callFor,
    async write(installationId, kind, request) {
      const turn = paces.get(installationId) ?? pace({ burst: 60, perSecond: 3 })
      paces.set(installationId, turn)
      const wait = turn.reserve(now())
      if (wait > 0) await call(() => sleep(wait))
      const answer = await callFor(installationId, request)
      written(kind)
      return answer
    },
    asApp: (request) => call(async () => request(await probot.auth())),
  }
}

/** Probot keeps a token for an hour, also one that was revoked. What is refused was not carried out, and may be repeated. */
async function withToken<T>(client: Client, request: (client: Client) => Promise<T>): Promise<T> {
  try {
    return await request(client)
  } catch (cause) {
    if (!(cause instanceof RequestError) || cause.status !== 401) throw cause
    await client.auth({ type: 'installation', refresh: true })
    return request(client)
  }
}
