import { type Config, type GitHubAppConfig, readConfig } from '../../src/config.ts'
import type { FakeGitHub } from '../fakes/github/fake-github.ts'

/** What SonarQube signed the recorded webhooks with: see the README of the recordings. */
const recordedSecret = 'peer-webhook-secret-0123456789'

export type DemoPlace = {
  readonly gitHub: Pick<FakeGitHub, 'app' | 'url'>
  readonly sonarQubeUrl: string
  /** Where the database goes. */
  readonly folder: string
  readonly port: number
}

/** The configuration of the demo's app. Nothing of the user's environment is in it. */
export function demoConfig({ gitHub, sonarQubeUrl, folder, port }: DemoPlace): Config & { github: GitHubAppConfig } {
  const config = readConfig({
    APP_ID: String(gitHub.app.id),
    PRIVATE_KEY: gitHub.app.privateKey,
    WEBHOOK_SECRET: gitHub.app.webhookSecret,
    GITHUB_API_URL: gitHub.url,
    SLUICEGATE_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: `sqlite:${folder}/sluicegate.db`,
    SONARQUBE_URL: sonarQubeUrl,
    SONARQUBE_WEBHOOK_SECRET: recordedSecret,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    LOG_FORMAT: 'pretty',
  })
  if (config.github === null) throw new Error("The demo's configuration names no GitHub App.")
  return { ...config, github: config.github }
}
