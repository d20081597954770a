import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A server under measurement, in a process of its own. */
export type Served = AsyncDisposable & {
  readonly port: number
  /** Milliseconds from the start of the process until `/readyz` answered. */
  readonly readyAfter: number
  /** Resident memory in MB. */
  memory(): number
  /** Seconds of processor time used so far; NaN where there is no `/proc`. */
  processorTime(): number
  /** Ends it without warning. */
  kill(): Promise<void>
}

export type Entry = { readonly script: string; readonly args?: readonly string[] }

/** Starts a server that prints a line of JSON with `"msg":"ready"` and its `url`, and waits until `/readyz` answers. */
export async function startProcess(
  { script, args = [] }: Entry,
  env: Readonly<Record<string, string>>,
): Promise<Served> {
  const startedAt = performance.now()
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url))
  const child = spawn(process.execPath, [...nodeFlags(), path, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await announced(child)
  const { status } = await fetch(`${url}/readyz`)
  const readyAfter = performance.now() - startedAt
  if (status !== 200) throw new Error(`${script} is not ready: ${status}`)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return {
    port: Number(new URL(url).port),
    readyAfter,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) / 1024,
    processorTime: () => processorTimeOf(child.pid ?? 0),
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}

/** `BENCH_NODE_FLAGS=--cpu-prof` and the like, for whoever looks into a number. */
function nodeFlags(): readonly string[] {
  return (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter(Boolean)
}

async function announced(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('the output is not read')
  const said: string[] = []
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  child.once('exit', () => reject(new Error(`the server ended before it was ready:\n${said.join('\n')}`)))
  createInterface({ input: stdout }).on('line', (line) => {
    if (said.length < 20) said.push(line)
    const { msg, url } = readLine(line)
    if (msg === 'ready' && typeof url === 'string') resolve(url)
  })
  return promise
}

function readLine(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Linux counts in hundredths of a second (proc(5), fields 14 and 15 of `stat`). */
function processorTimeOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}
