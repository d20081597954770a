import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { prometheus } from './adapters/metrics/prometheus.ts'
import { sonarQubeClient } from './adapters/sonarqube/sonarqube-client.ts'
import { sonarQubeWebhookRoute } from './adapters/sonarqube/webhook-route.ts'
import { dueTable } from './adapters/store/due-table.ts'
import { openDatabase } from './adapters/store/open-database.ts'
import { pageKeys } from './adapters/store/page-keys.ts'
import { queueLength } from './adapters/store/queue-length.ts'
import { storeReader } from './adapters/store/reader.ts'
import { loadSecretKey } from './adapters/store/secret-key.ts'
import { lockServer } from './adapters/store/server-lock.ts'
import { tokenSecrets } from './adapters/store/token-secrets.ts'
import { tokenStore } from './adapters/store/token-store.ts'
import { transactOn } from './adapters/store/transact.ts'
import { composeGitHub } from './compose/github.ts'
import { keepUp } from './compose/keep-up.ts'
import { linksOf } from './compose/links.ts'
import { sonarQubeLogKeys } from './compose/log-keys.ts'
import { observer } from './compose/observer.ts'
import type { Config, GitHubAppConfig } from './config.ts'
import { checkToken } from './flow/manage/check-token.ts'
import type { Clock } from './flow/ports.ts'
import { takeInAnalysis } from './flow/take-in/take-in-analysis.ts'
import { version } from './version.ts'
import { httpServer } from './web/http-server.ts'
import { webApp } from './web/web-app.ts'

export type Server = {
  /** Where it listens; the port is the real one when any free one was asked for. */
  readonly url: string
  readonly port: number
  /** Takes nothing new, lets what runs end (for at most 10 seconds), and closes the database. */
  stop(): Promise<void>
}

/** What tests put in the place of the real thing. */
export type Overrides = {
  readonly clock?: Clock
  /** How long GitHub may take to answer. */
  readonly gitHubTimeoutMs?: number
  /** How long what runs may take to end. */
  readonly drainMs?: number
}

const defaultDrainMs = 8000
/** What was cut off ends at once; this is for what could not be. */
const cutMs = 1000

/** Builds the server of a configured app out of its rooms, and starts it. Throws when a part cannot start. */
export async function startServer(
  config: Config & { readonly github: GitHubAppConfig },
  log: Logger,
  overrides: Overrides = {},
): Promise<Server> {
  const clock = overrides.clock ?? { now: () => Date.now() }
  await using opened = new AsyncDisposableStack()
  opened.use(lockServer(config.database.path))
  const { db } = opened.use(await openDatabase(config.database.path))
  const metrics = prometheus({ queueLength: () => queueLength(db, clock.now()), now: () => clock.now() })
  opened.use(keepUp({ db, clock, log }))
  const keys = pageKeys(loadSecretKey(config.secretKey, config.database.path))
  const links = linksOf(config, keys)
  const reader = storeReader(db)
  const transact = transactOn(db)
  const queue = dueTable(db, clock)
  const gitHub = await composeGitHub({
    app: config.github,
    sonarQube: sonarQubeClient(config.connections),
    observe: observer(log, metrics),
    timeoutMs: overrides.gitHubTimeoutMs,
    ...{ config, log, clock, reader, transact, queue, links, metrics },
  })
  const tokens = tokenStore(db)

  const pages = webApp({
    reader,
    links,
    githubUrl: links.gitHub,
    version: version,
    checkToken: (text) => checkToken({ tokens, secrets: tokenSecrets, clock }, text),
    checkPageKey: keys.check,
    ready: async () => ({ ok: true, checks: { database: await answers(() => queue.nextDueAt()) } }),
    metrics: () => metrics.text(),
    log,
  })
  const server = httpServer({
    webhooks: [
      gitHub.webhooks,
      sonarQubeWebhookRoute({
        secretsOf: (name) => {
          const connection = config.connections.find((candidate) => candidate.name === name)
          return connection === undefined ? null : [connection.webhookSecret]
        },
        takeIn: async (arrived) => {
          const result = await takeInAnalysis({ transact, clock, wake: () => gitHub.wake() }, arrived)
          log.info({ ...sonarQubeLogKeys(arrived.connection, arrived.report), result }, 'took in an analysis')
          return result
        },
        answered: ({ status, body }, connection) => {
          metrics.delivered('sonarqube', String(status))
          if (status < 400) return
          metrics.refused('sonarqube', status)
          log.warn({ connection, status, ...body }, 'a SonarQube delivery was refused')
        },
        failed: (fault, connection) =>
          log.error({ err: fault, connection }, 'a SonarQube delivery could not be stored'),
      }),
    ],
    pages: getRequestListener(pages.fetch),
    failed: (fault) => log.error({ err: fault }, 'a request failed'),
  })
  opened.defer(() => server.cut())
  const { port } = await server.listen(config.host, config.port)
  await gitHub.start()
  const held = opened.move()
  return {
    port,
    url: `http://${config.host}:${port}`,
    stop: async () => {
      const drained = Promise.all([server.close(), gitHub.stop()])
      await within(drained, overrides.drainMs ?? defaultDrainMs)
      gitHub.abandon()
      server.cut()
      await within(drained, cutMs)
      await held.disposeAsync()
    },
  }
}

async function within(work: Promise<unknown>, ms: number): Promise<void> {
  const over = new AbortController()
  const waited = sleep(ms, undefined, { signal: over.signal }).catch(() => {})
  await Promise.race([work, waited])
  over.abort()
}

async function answers(ask: () => Promise<unknown>): Promise<string> {
  await ask()
  return 'ok'
}
