import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Probot } from 'probot'
import { bindGitHub } from '../adapters/github/bind-github.ts'
import { gitHubPort } from '../adapters/github/github-port.ts'
import { gitHubCalls, UnthrottledOctokit } from '../adapters/github/installation-clients.ts'
import { parseRepositoryFile } from '../adapters/github/parse-repository-file.ts'
import { gitHubWebhookPath, gitHubWebhookRoute } from '../adapters/github/webhook-route.ts'
import type { Metrics } from '../adapters/metrics/prometheus.ts'
import { fingerprint } from '../adapters/store/fingerprint.ts'
import type { Config, GitHubAppConfig } from '../config.ts'
import type { Clock, Links, Queue, Reader, SonarQube, Transact } from '../flow/ports.ts'
import { runSubject } from '../flow/reconcile/run-subject.ts'
import { type Observer, startWorkLoop, type WorkLoop } from '../flow/reconcile/work-loop.ts'
import { takeInGitHubEvent } from '../flow/take-in/take-in-github-event.ts'

export type GitHubRoomDeps = {
  readonly config: Config
  readonly app: GitHubAppConfig
  readonly log: Logger
  readonly clock: Clock
  readonly reader: Reader
  readonly transact: Transact
  readonly queue: Queue
  readonly links: Links
  readonly metrics: Metrics
  readonly sonarQube: SonarQube
  readonly observe: Observer
}

/** The GitHub App: its webhooks through Probot, and the loop that brings GitHub to what the facts say. */
export async function composeGitHub(deps: GitHubRoomDeps) {
  const { config, app, clock, log, metrics, transact } = deps
  const probot = new Probot({
    appId: app.appId,
    privateKey: app.privateKey,
    secret: app.webhookSecret,
    baseUrl: config.githubApiUrl,
    Octokit: UnthrottledOctokit,
    // Probot tells of every request at info.
    log: log.child({}, { level: log.level === 'info' ? 'warn' : log.level }),
  })
  await probot.ready()
  let loop: WorkLoop | null = null
  const wake = () => loop?.wake()
  bindGitHub(probot, (delivery) => takeInGitHubEvent({ transact, clock, wake }, delivery), app.appId)

  const calls = gitHubCalls({ probot, now: () => clock.now(), sleep: (ms) => sleep(ms), written: metrics.written })
  const gitHub = gitHubPort(calls, { id: app.appId, now: () => clock.now() })
  const runDeps = {
    ...deps,
    gitHub,
    parseFile: parseRepositoryFile,
    fingerprint,
    waitMs: config.waitMinutes * 60_000,
    learning: config.learnBindings,
  }
  const middleware = await probot.getNodeMiddleware({ path: gitHubWebhookPath })
  return {
    wake,
    webhooks: gitHubWebhookRoute(
      async (request, response) => (await middleware(request, response)) ?? true,
      (status) => {
        metrics.delivered('github', String(status))
        if (status >= 400) metrics.refused('github', status)
      },
    ),
    async start(): Promise<void> {
      // Installed before this database was: nothing will tell us of it but GitHub's own list.
      await transact((facts) => facts.mark({ kind: 'installations' }, 'installations', clock.now()))
      loop = startWorkLoop({
        queue: deps.queue,
        clock,
        observe: deps.observe,
        run: (subject) => runSubject(runDeps, subject),
        later: (callback, ms) => {
          const timer = setTimeout(callback, ms)
          return () => clearTimeout(timer)
        },
      })
    },
    stop: async () => loop?.stop(),
  }
}
