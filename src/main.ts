import type { Logger } from 'pino'
import { readSavedCredentials } from './adapters/github/saved-credentials.ts'
import { startSetup } from './compose/setup.ts'
import { startServer } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { createLogger } from './logging.ts'

type Running = { readonly url: string; stop(): Promise<void> }

/** After this the process ends whatever still runs: the facts are safe, and the next start goes on from them. */
const patienceMs = 10_000

/** Runs the server until SIGTERM or SIGINT. Throws an error that says what to do when it cannot start. */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env, { isTTY: process.stdout.isTTY, readSaved: readSavedCredentials })
  const log = createLogger(config)
  // Before the start: a deployment may stop what it has only just started.
  const stopped = stopSignal()
  const running = await start(config, log)
  log.info({ url: running.url, publicUrl: config.publicUrl }, 'ready')
  const signal = await stopped
  log.info({ signal }, 'stopping')
  setTimeout(() => process.exit(1), patienceMs).unref()
  await running.stop()
  log.info('stopped')
}

function start(config: Config, log: Logger): Promise<Running> {
  const { github } = config
  return github === null ? startSetup(config, log) : startServer({ ...config, github }, log)
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    // Handled for good: npm passes on what the terminal has sent already, and a second one must not end what drains.
    process.on('SIGTERM', resolve)
    process.on('SIGINT', resolve)
  })
}
