import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { FakeGitHub } from '../../fakes/github/fake-github.ts'
import { signatureOf } from '../recorded-webhooks.ts'
import { webhookSecret } from '../world.ts'

const root = join(import.meta.dirname, '../../..')

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A command of ours in a process of its own. */
export type Command = {
  readonly process: ChildProcess
  readonly lines: readonly string[]
  /** Resolves with the first line of its output that the pattern matches; rejects when it ends without. */
  line(pattern: RegExp): Promise<string>
  readonly ended: Promise<Ended>
}

export type ServerProcess = Command & { readonly url: string }

export type ProcessWorld = AsyncDisposable & {
  readonly folder: string
  readonly database: string
  /** Starts a server, and resolves once it is ready. GitHub delivers to it from then on. */
  serve(): Promise<ServerProcess>
  run(...args: readonly string[]): Command
}

/** A folder with a database, and the command line on it. Whatever still runs at the end is ended. */
export function processWorld(gitHub: FakeGitHub, settings: Readonly<Record<string, string>> = {}): ProcessWorld {
  const folder = mkdtempSync(join(tmpdir(), 'sluicegate-'))
  const database = join(folder, 'sluicegate.db')
  const commands: Command[] = []
  const env = { ...process.env, ...environment(gitHub, database), ...settings }
  const run: ProcessWorld['run'] = (...args) => {
    const command = start(args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    commands.push(command)
    return command
  }
  return {
    folder,
    database,
    run,
    serve: async () => {
      const command = run('serve')
      const url = await readyAt(command)
      if (url === null) throw new Error(`The server did not start:\n${command.lines.join('\n')}`)
      gitHub.deliverTo(`${url}/api/github/webhooks`)
      return { ...command, url }
    },
    async [Symbol.asyncDispose]() {
      for (const command of commands) command.process.kill('SIGKILL')
      await Promise.all(commands.map(({ ended }) => ended))
      rmSync(folder, { recursive: true })
    },
  }
}

function environment(gitHub: FakeGitHub, database: string) {
  return {
    APP_ID: String(gitHub.app.id),
    PRIVATE_KEY: gitHub.app.privateKey,
    WEBHOOK_SECRET: gitHub.app.webhookSecret,
    GITHUB_API_URL: gitHub.url,
    SONARQUBE_URL: 'http://127.0.0.1:9100',
    SONARQUBE_WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: `sqlite:${database}`,
    PORT: '0',
    LOG_LEVEL: 'info' as const,
    LOG_FORMAT: 'json' as const,
    // Compiling is the greater part of a start.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/sluicegate'),
  }
}

function start(args: readonly string[], options: SpawnOptions): Command {
  const child = spawn(process.execPath, ['src/cli.ts', ...args], options)
  // A test that runs out of time disposes of nothing.
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  const lines: string[] = []
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream as Readable }).on('line', (line) => {
      lines.push(line)
      for (const listener of listeners) listener()
    })
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    process.off('exit', end)
    return { code, signal } as Ended
  })
  return {
    process: child,
    lines,
    ended,
    line: (pattern) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      const look = () => {
        const found = lines.find((line) => pattern.test(line))
        if (found !== undefined) resolve(found)
      }
      listeners.add(look)
      look()
      void ended.then(() => reject(new Error(`ended without ${pattern}:\n${lines.join('\n')}`)))
      return promise.finally(() => listeners.delete(look))
    },
  }
}

/** Where the server listens, once it is ready; null when it ended before. */
export async function readyAt(command: Command): Promise<string | null> {
  const line = await command.line(/"msg":"ready"/).catch(() => null)
  if (line === null) return null
  const { url } = JSON.parse(line) as { readonly url: string }
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.status === 200) return url
    if (answer === null) return null
  }
}

/** Delivers as SonarQube does; null when nobody answers. */
export async function deliverTo(url: string, body: string | Buffer): Promise<Response | null> {
  const bytes = Buffer.from(body)
  const headers = {
    'content-type': 'application/json',
    'x-sonar-webhook-hmac-sha256': signatureOf(bytes, webhookSecret),
  }
  const request = fetch(`${url}/api/sonarqube/webhooks/default`, { method: 'POST', headers, body: bytes })
  return request.catch(() => null)
}
