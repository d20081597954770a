import SqliteDatabase from 'better-sqlite3'
import type { FakeGitHub } from '../../test/fakes/github/fake-github.ts'
import { startBareProbot, startSluicegate } from '../processes/servers.ts'
import type { Served } from '../processes/start-process.ts'
import { percentile } from '../report/percentile.ts'
import { runLoad } from './run-load.ts'

export type Measured = {
  readonly perSecond: number
  /** Of the acknowledgement, in milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Of the server, in microseconds a webhook; what it does behind the acknowledgements is in it. */
  readonly processor: number
  /** In MB, after the load. */
  readonly memory: number
}

export const connections = 16
export const requestsPerLoad = 12_000
const warmUp = 4000

export async function loadBareProbot(gitHub: FakeGitHub, file: string): Promise<Measured> {
  await using server = await startBareProbot(gitHub)
  return await load(server, file)
}

/** Loads Sluicegate on the database, kills it, and throws unless all that it acknowledged is found there. */
export async function loadSluicegate(gitHub: FakeGitHub, file: string, database: string): Promise<Measured> {
  const server = await startSluicegate(gitHub, database)
  try {
    await quiet(gitHub)
    const before = stored(database)
    const measured = await load(server, file)
    await server.kill()
    const kept = stored(database) - before
    if (kept < requestsPerLoad) throw new Error(`${requestsPerLoad} were acknowledged, and only ${kept} are kept`)
    return measured
  } finally {
    await server.kill()
  }
}

async function load(server: Served, file: string): Promise<Measured> {
  const before = server.processorTime()
  const { perSecond, latencies, generatorLoad } = await runLoad({ file, port: server.port, connections, warmUp })
  if (generatorLoad > 0.9) throw new Error('the load generator is too slow for this server')
  return {
    perSecond,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    processor: ((server.processorTime() - before) * 1e6) / requestsPerLoad,
    memory: server.memory(),
  }
}

function stored(database: string): number {
  const sqlite = new SqliteDatabase(database, { readonly: true })
  const count = sqlite.prepare('select count(*) from delivery').pluck().get()
  sqlite.close()
  return Number(count)
}

/** After its start Sluicegate reads in what it is installed on; that is no part of a load. */
async function quiet(gitHub: FakeGitHub): Promise<void> {
  for (let seen = -1; seen !== gitHub.requests.length; ) {
    seen = gitHub.requests.length
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
