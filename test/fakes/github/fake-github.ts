import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Api } from './answer-request.ts'
import { registeredApp } from './app-identity.ts'
import { checkCommands } from './commands/check-commands.ts'
import { commentCommands } from './commands/comment-commands.ts'
import { commitCommands } from './commands/commit-commands.ts'
import { installationCommands } from './commands/installation-commands.ts'
import { mergeCommands } from './commands/merge-commands.ts'
import { protectionCommands } from './commands/protection-commands.ts'
import { pullRequestCommands } from './commands/pull-request-commands.ts'
import { repositoryCommands } from './commands/repository-commands.ts'
import { openDeliveries } from './deliveries.ts'
import type { Emission, Stage } from './events.ts'
import { type Fault, openFaults, type SecondaryLimit } from './faults.ts'
import { createFakeServer, type LoggedRequest } from './serve.ts'
import { faultOfWebhook, isWebhook } from './validation.ts'
import { emptyWorld } from './world.ts'

export type FakeGitHubOptions = {
  readonly port?: number
  /** Off: requests, answers and webhooks go unchecked, which is faster. */
  readonly validate?: boolean
  readonly latencyMs?: number
  /** How many webhooks are under way at once. One, the default, keeps them in order. */
  readonly deliveryConcurrency?: number
  readonly now?: () => Date
}

export type FakeGitHub = Awaited<ReturnType<typeof startFakeGitHub>>

/** A GitHub on loopback, with one app registered and nobody else in the world. */
export async function startFakeGitHub(options: FakeGitHubOptions = {}) {
  const { port = 0, validate = true, now = () => new Date() } = options
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const bugs: string[] = []
  const unknown: string[] = []
  const requests: LoggedRequest[] = []
  const faults = openFaults(now)
  let latencyMs = options.latencyMs ?? 0

  const app = registeredApp()
  const urls = { api: '', html: '' }
  const world = emptyWorld({ urls, app, now })
  const deliveries = openDeliveries({
    secret: app.webhookSecret,
    appId: app.id,
    now,
    nextId: world.nextId,
    changed,
    concurrency: options.deliveryConcurrency ?? 1,
  })
  const emit = (emission: Emission) => {
    if (validate) refuseInvalid(emission, bugs)
    deliveries.emit(emission)
  }
  const stage: Stage = { world, emit }
  const api: Api = { ...stage, deliveries, validate, bugs, unknown }

  const server = createFakeServer({ api, faults, requests, changed, latencyMs: () => latencyMs })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: actual } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${actual}`
  Object.assign(urls, { api: url, html: url })

  async function close(): Promise<void> {
    deliveries.close()
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }

  return {
    /** Base of the API: what `GITHUB_API_URL` wants. `${url}/api/v3` works as well. */
    url,
    htmlUrl: url,
    app,
    /** Faults of this fake: a test that ends with any has found a bug in it. */
    bugs: bugs as readonly string[],
    /** Routes and query parameters that were asked for and are not known. */
    unknown: unknown as readonly string[],

    ...repositoryCommands(stage),
    ...installationCommands(stage),
    ...commitCommands(stage),
    ...pullRequestCommands(stage),
    ...mergeCommands(stage),
    ...checkCommands(stage),
    ...commentCommands(stage),
    ...protectionCommands(stage),

    /** From now on webhooks are really posted there; before, they were only recorded. */
    deliverTo: deliveries.deliverTo,
    deliveries: deliveries.all,
    /** The same payload again under the same guid. */
    redeliver: deliveries.redeliver,
    pauseDeliveries: deliveries.pause,
    resumeDeliveries: ({ order = 'fifo' }: { order?: 'fifo' | 'reversed' } = {}) => deliveries.resume(order),
    /** Loses what was held back since `pauseDeliveries`. */
    dropDeliveries: deliveries.drop,
    /** Resolves once every webhook under way was answered. */
    settled: deliveries.settled,

    /** Every request to the API, oldest first. */
    requests: requests as readonly LoggedRequest[],
    clearRequests: () => void requests.splice(0),
    /** Everything but GET and the fetching of tokens. */
    writes: () => requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/access_tokens')),

    failNext: (fault: Fault) => faults.arm(fault),
    /** Matching requests are not answered for `hangMs`, then as usual. */
    hang: ({ hangMs = 60_000, ...fault }: Pick<Fault, 'method' | 'path' | 'times' | 'hangMs' | 'when'> = {}) =>
      faults.arm({ ...fault, hangMs }),
    clearFaults: faults.disarm,
    /** Writes above this are answered 403 with `retry-after`. */
    secondaryLimit: (limit: SecondaryLimit | undefined) => faults.limitWrites(limit),
    /** Every installation token handed out so far is refused from now on. */
    expireTokens: () => world.tokens.clear(),
    get latencyMs() {
      return latencyMs
    },
    set latencyMs(value: number) {
      latencyMs = value
    },

    /** Resolves with what the probe finds, looking again whenever something happened here. */
    async until<Found>(
      probe: () => Found | undefined | null | false,
      { timeoutMs = 10_000, what = 'It' }: { timeoutMs?: number; what?: string } = {},
    ): Promise<Found> {
      const found = probe()
      if (found !== undefined && found !== null && found !== false) return found
      const { promise, resolve, reject } = Promise.withResolvers<Found>()
      const look = () => {
        const seen = probe()
        if (seen !== undefined && seen !== null && seen !== false) resolve(seen)
      }
      const timer = setTimeout(() => reject(new Error(`${what} did not happen within ${timeoutMs} ms`)), timeoutMs)
      listeners.add(look)
      return promise.finally(() => {
        clearTimeout(timer)
        listeners.delete(look)
      })
    },

    close,
    [Symbol.asyncDispose]: close,
  }
}

function refuseInvalid({ event, action, payload }: Emission, bugs: string[]): void {
  const name = [event, action].filter(Boolean).join('-').replaceAll('_', '-')
  const fault = isWebhook(name) ? faultOfWebhook(name, JSON.parse(JSON.stringify(payload))) : 'nobody described it'
  if (!fault) return
  const bug = `The fake GitHub would send a ${name} that GitHub does not: ${fault}`
  bugs.push(bug)
  throw new Error(bug)
}
