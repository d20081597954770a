import type { FakeGitHub } from '../../test/fakes/github/fake-github.ts'
import { type Served, startProcess } from './start-process.ts'

export const sonarQubeSecret = 'bench-sonarqube-secret'

/** Sluicegate as it is run, on a database file. */
export function startSluicegate(gitHub: FakeGitHub, database: string): Promise<Served> {
  return startProcess(
    { script: 'src/cli.ts', args: ['serve'] },
    {
      ...appOf(gitHub),
      GITHUB_API_URL: gitHub.url,
      SONARQUBE_URL: 'http://127.0.0.1:9',
      SONARQUBE_WEBHOOK_SECRET: sonarQubeSecret,
      DATABASE_URL: `sqlite:${database}`,
      PORT: '0',
    },
  )
}

export function startBareProbot(gitHub: FakeGitHub): Promise<Served> {
  return startProcess({ script: 'bench/processes/bare-probot.ts' }, appOf(gitHub))
}

function appOf({ app }: FakeGitHub): Readonly<Record<string, string>> {
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: app.webhookSecret,
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'info',
  }
}
