import { pino } from 'pino'
import { type Server, startServer } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import type { Clock } from '../../src/flow/ports.ts'
import { type FakeGitHub, startFakeGitHub } from '../fakes/github/fake-github.ts'
import { type Recording, recordedWebhook, signatureOf } from './recorded-webhooks.ts'

export const webhookSecret = 'scenario-webhook-secret'

export type World = AsyncDisposable & {
  readonly gitHub: FakeGitHub
  readonly server: Server
  /** Delivers a body as SonarQube would; the answer's status. */
  deliver(
    body: Buffer | string,
    options?: { readonly secret?: string; readonly connection?: string },
  ): Promise<Response>
  /** Delivers a recorded webhook. */
  recorded(recording: Recording, label: string): Promise<Response>
  /** Stops the app, as a deployment does, and starts it on the same database. */
  restart(whileDown?: () => void): Promise<void>
  /** The check of a commit once it says so. */
  check(
    repository: string,
    sha: string,
    conclusion: string | null,
    patience?: { readonly timeoutMs: number },
  ): Promise<Check>
}

export type Check = {
  readonly id: number
  readonly conclusion: string | null
  readonly title: string
  readonly summary: string
  readonly detailsUrl: string
}

/** The whole app over real HTTP, with a GitHub on loopback. */
export async function startWorld(
  env: Readonly<Record<string, string>> = {},
  options: { readonly validate?: boolean; readonly clock?: Clock } = {},
): Promise<World> {
  const gitHub = await startFakeGitHub({ validate: options.validate ?? true })
  const overrides = options.clock === undefined ? {} : { clock: options.clock }
  const start = async () => {
    const started = await startServer(
      configFor(gitHub, env),
      pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
      overrides,
    )
    gitHub.deliverTo(`${started.url}/api/github/webhooks`)
    return started
  }
  let server = await start()
  const deliver: World['deliver'] = (body, { secret = webhookSecret, connection = 'default' } = {}) => {
    const bytes = Buffer.from(body)
    return fetch(`${server.url}/api/sonarqube/webhooks/${connection}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sonar-webhook-hmac-sha256': signatureOf(bytes, secret) },
      body: bytes,
    })
  }
  return {
    gitHub,
    get server() {
      return server
    },
    deliver,
    recorded: (recording, label) => deliver(recordedWebhook(recording, label)),
    async restart(whileDown = () => {}) {
      await server.stop()
      whileDown()
      await gitHub.settled()
      server = await start()
    },
    check: (repository, sha, conclusion, patience = { timeoutMs: 10_000 }) =>
      gitHub.until(() => checkOf(gitHub, repository, sha, conclusion), {
        ...patience,
        what: `the check of ${repository}@${sha.slice(0, 7)} being ${conclusion ?? 'in progress'}`,
      }),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await gitHub.close()
    },
  }
}

export function checkOf(gitHub: FakeGitHub, repository: string, sha: string, conclusion: string | null): Check | null {
  const run = gitHub.checkRuns(repository, sha).at(-1)
  if (run === undefined || run.conclusion !== conclusion) return null
  return {
    id: run.id,
    conclusion: run.conclusion,
    title: run.title ?? '',
    summary: run.summary ?? '',
    detailsUrl: run.detailsUrl ?? '',
  }
}

function configFor(gitHub: FakeGitHub, env: Readonly<Record<string, string>>) {
  const config = readConfig({
    APP_ID: String(gitHub.app.id),
    PRIVATE_KEY: gitHub.app.privateKey,
    WEBHOOK_SECRET: gitHub.app.webhookSecret,
    GITHUB_API_URL: gitHub.url,
    SONARQUBE_URL: 'http://127.0.0.1:9100',
    SONARQUBE_WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: 'sqlite::memory:',
    PORT: '0',
    ...env,
  })
  if (config.github === null) throw new Error('a scenario needs an app')
  return { ...config, github: config.github }
}
