import { pino } from 'pino'
import { Probot } from 'probot'
import { gitHubCalls, unthrottledOctokit, type WriteKind } from '../../../src/adapters/github/installation-clients.ts'
import type { FakeGitHub } from '../../fakes/github/fake-github.ts'

export type ConnectOptions = {
  readonly now?: () => number
  readonly sleep?: (ms: number) => Promise<void>
  readonly timeoutMs?: number
  readonly stopped?: AbortSignal
}

/** The calls of the app as `compose` wires them, and what they say that they wrote. */
export function connect(gitHub: Pick<FakeGitHub, 'url' | 'app'>, options: ConnectOptions = {}) {
  const { now = () => Date.now(), sleep = async () => {}, timeoutMs = 10_000 } = options
  const { stopped = new AbortController().signal } = options
  const probot = new Probot({
    appId: gitHub.app.id,
    privateKey: gitHub.app.privateKey,
    secret: gitHub.app.webhookSecret,
    baseUrl: gitHub.url,
    Octokit: unthrottledOctokit({ timeoutMs, stopped }),
    log: pino({ level: 'silent' }),
  })
  const written: WriteKind[] = []
  return { probot, written, calls: gitHubCalls({ probot, now, sleep, written: (kind) => written.push(kind) }) }
}
