import { join } from 'node:path'
import { startFakeGitHub } from '../../test/fakes/github/fake-github.ts'
import type { Starts } from '../report/process-lines.ts'
import { startBareProbot, startSluicegate } from './servers.ts'
import type { Served } from './start-process.ts'

export type Start = { readonly readyAfter: number; readonly memory: number }

/** Starts both in turn, each time on a new database. */
export async function measureStarts(folder: string, count: number): Promise<Starts> {
  await using gitHub = await startFakeGitHub({ validate: false })
  const bare: Start[] = []
  const ours: Start[] = []
  for (let at = 0; at < count; at++) {
    bare.push(await measure(() => startBareProbot(gitHub)))
    ours.push(await measure(() => startSluicegate(gitHub, join(folder, `start-${at}.db`))))
  }
  return { bare, ours }
}

async function measure(start: () => Promise<Served>): Promise<Start> {
  await using server = await start()
  return { readyAfter: server.readyAfter, memory: server.memory() }
}
