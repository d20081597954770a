import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Probot } from 'probot'
import { bindGitHub } from '../adapters/github/bind-github.ts'
import { gitHubPort } from '../adapters/github/github-port.ts'
import { gitHubCalls, gitHubTimeoutMs, unthrottledOctokit } from '../adapters/github/installation-clients.ts'
import { parseRepositoryFile } from '../adapters/github/parse-repository-file.ts'
import { gitHubMiddleware, gitHubWebhookRoute } from '../adapters/github/webhook-route.ts'
import type { Metrics } from '../adapters/metrics/prometheus.ts'
import { fingerprint } from '../adapters/store/fingerprint.ts'
import type { Config, GitHubAppConfig } from '../config.ts'
import type { Clock, Links, Queue, Reader, SonarQube, Transact } from '../flow/ports.ts'
import { runSubject } from '../flow/reconcile/run-subject.ts'
import { type Observer, startWorkLoop, type WorkLoop } from '../flow/reconcile/work-loop.ts'
import type { GitHubDelivery } from '../flow/take-in/github-event.ts'
import { takeInGitHubEvent } from '../flow/take-in/take-in-github-event.ts'
import { gitHubLogKeys } from './log-keys.ts'
import { loggedCheckRuns } from './logged-check-runs.ts'

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
  /** How long GitHub may take to answer. */
  readonly timeoutMs?: number | undefined
}

/** The GitHub App: its webhooks through Probot, and the loop that brings GitHub to what the facts say. */
export async function composeGitHub(deps: GitHubRoomDeps) {
  const { config, app, clock, log, metrics, transact } = deps
  const stopped = new AbortController()
  const probot = new Probot({
    appId: app.appId,
    privateKey: app.privateKey,
    secret: app.webhookSecret,
    baseUrl: config.githubApiUrl,
    Octokit: unthrottledOctokit({ timeoutMs: deps.timeoutMs ?? gitHubTimeoutMs, stopped: stopped.signal }),
    // Probot tells of every request at info.
    log: log.child({}, { level: log.level === 'info' ? 'warn' : log.level }),
  })
  await probot.ready()
  let loop: WorkLoop | null = null
  const wake = () => loop?.wake()
  const take = async (delivery: GitHubDelivery) => {
    if (delivery.event.kind === 'protection_changed') gitHub.forgetRequirements(delivery.event.repository)
    await takeInGitHubEvent({ transact, clock, wake }, delivery)
    log.info(gitHubLogKeys(delivery), 'took in an event of GitHub')
  }
  bindGitHub(probot, take, app.appId)

  const calls = gitHubCalls({
    probot,
    now: () => clock.now(),
    sleep: (ms) => sleep(ms, undefined, { signal: stopped.signal }),
    written: metrics.written,
  })
  const gitHub = gitHubPort(calls, { id: app.appId, now: () => clock.now() })
  const runDeps = {
    ...deps,
    gitHub: { ...gitHub, ...loggedCheckRuns(gitHub, log) },
    parseFile: parseRepositoryFile,
    fingerprint,
    waitMs: config.waitMinutes * 60_000,
    learning: config.learnBindings,
  }
  return {
    wake,
    webhooks: gitHubWebhookRoute(gitHubMiddleware(probot), (status) => {
      metrics.delivered('github', String(status))
      if (status >= 400) metrics.refused('github', status)
    }),
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
    /** Takes nothing new, and resolves when what runs has ended. */
    stop: async () => loop?.stop(),
    /** Ends what GitHub does not answer; it is tried again after the next start. */
    abandon: () => stopped.abort(),
  }
}
