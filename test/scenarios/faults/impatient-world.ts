import { pino } from 'pino'
import { type Overrides, startServer } from '../../../src/compose.ts'
import { readConfig } from '../../../src/config.ts'
import { type FakeGitHub, startFakeGitHub } from '../../fakes/github/fake-github.ts'
import { createRecordedRepository, install, openRecordedPullRequest, recordedShas } from '../recorded-pull-request.ts'
import { recordedWebhook, signatureOf } from '../recorded-webhooks.ts'
import { checkOf, webhookSecret } from '../world.ts'

const hastened = 30

/** For the app half a minute passes in a second: what it waits for comes soon. */
function hastyClock() {
  const start = Date.now()
  return { now: () => start + (Date.now() - start) * hastened }
}

export const [head, secondHead] = recordedShas.pull2

let worlds = 0

/** Octokit shares tokens under way by the number of the installation alone: worlds at the same time must not have the same. */
function keepApart(gitHub: FakeGitHub): void {
  worlds += 1
  for (let account = 0; account < worlds; account++) gitHub.createAccount(`somebody-${account}`)
}

/** The app and the recorded repository, on which it is installed; the pull request is opened by the test. */
export async function impatientWorld(overrides: Overrides = {}) {
  const gitHub = await startFakeGitHub({ validate: false })
  keepApart(gitHub)
  createRecordedRepository(gitHub)
  const installation = install(gitHub)
  const config = readConfig({
    APP_ID: String(gitHub.app.id),
    PRIVATE_KEY: gitHub.app.privateKey,
    WEBHOOK_SECRET: gitHub.app.webhookSecret,
    GITHUB_API_URL: gitHub.url,
    SONARQUBE_URL: 'http://127.0.0.1:9100',
    SONARQUBE_WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: 'sqlite::memory:',
    PORT: '0',
  })
  if (config.github === null) throw new Error('a scenario needs an app')
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
  const server = await startServer({ ...config, github: config.github }, log, { clock: hastyClock(), ...overrides })
  gitHub.deliverTo(`${server.url}/api/github/webhooks`)
  return {
    ...{ gitHub, installation, server },
    open: () => openRecordedPullRequest(gitHub, 2, recordedShas.pull2),
    /** SonarQube's analysis of the first head, which failed. */
    analyse: () => {
      const body = recordedWebhook('sonarqube-26.4-pull-requests', '004')
      const headers = { 'x-sonar-webhook-hmac-sha256': signatureOf(body, webhookSecret) }
      return fetch(`${server.url}/api/sonarqube/webhooks/default`, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
      })
    },
    check: (conclusion: string | null, repository = 'acme/web', sha: string = head) =>
      gitHub.until(() => checkOf(gitHub, repository, sha, conclusion), {
        what: `The check of ${repository} being ${conclusion}`,
        timeoutMs: 30_000,
      }),
    /** The ids of all runs of ours on the first head. */
    runs: () => gitHub.checkRuns('acme/web', head).map(({ id }) => id),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await gitHub.close()
    },
  }
}
