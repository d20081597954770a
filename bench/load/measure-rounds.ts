import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BenchWorld, buildWorld } from '../payloads/bench-world.ts'
import { gitHubRequests } from '../payloads/github-requests.ts'
import { analysisRequest, recordedRequests } from '../payloads/sonarqube-requests.ts'
import type { Kind, Round } from '../report/load-lines.ts'
import { loadBareProbot, loadSluicegate, type Measured, requestsPerLoad } from './measure-load.ts'
import { type PreparedRequest, writeRequests } from './prepared-request.ts'

export type RoundsOptions = {
  readonly folder: string
  readonly seededDatabase: string
  readonly count: number
  readonly log: (line: string) => void
}

export async function measureRounds({ folder, seededDatabase, count, log }: RoundsOptions): Promise<readonly Round[]> {
  await using world = await buildWorld({ owners: 5, repositories: 2, pulls: 20 })
  const { gitHub } = world
  log('writing the webhooks')
  const files = await writeAll(folder, world)
  const rounds: Round[] = []

  async function ofKind(kind: Kind, seed: string | null): Promise<Measured> {
    const database = join(folder, 'load.db')
    if (seed !== null) await copyFile(seed, database)
    const measured = await loadSluicegate(gitHub, files[kind], database)
    for (const suffix of ['', '-wal', '-shm', '.key', '.lock']) await rm(database + suffix, { force: true })
    log(`  ${kind}${seed === null ? '' : ', seeded'}: ${Math.round(measured.perSecond)} a second`)
    return measured
  }

  async function ofAllKinds(seed: string | null): Promise<Readonly<Record<Kind, Measured>>> {
    const sonarqube = await ofKind('sonarqube', seed)
    const github = await ofKind('github', seed)
    return { sonarqube, github, half: await ofKind('half', seed) }
  }

  for (let at = 0; at < count; at++) {
    log(`round ${at + 1} of ${count}`)
    const bare = await loadBareProbot(gitHub, files.github)
    log(`  bare Probot: ${Math.round(bare.perSecond)} a second`)
    rounds.push({ bare, empty: await ofAllKinds(null), seeded: await ofAllKinds(seededDatabase) })
  }
  return rounds
}

async function writeAll(folder: string, world: BenchWorld): Promise<Readonly<Record<Kind, string>>> {
  const files = { sonarqube: join(folder, 'sonarqube'), github: join(folder, 'github'), half: join(folder, 'half') }
  await writeRequests(files.sonarqube, recordedRequests(requestsPerLoad))
  await writeRequests(files.github, gitHubRequests(world, requestsPerLoad))
  await writeRequests(files.half, halfOfEach(world))
  return files
}

/** Each event of GitHub is followed by an analysis of the head that it told of. */
function* halfOfEach(world: BenchWorld): Generator<PreparedRequest> {
  for (const request of gitHubRequests(world, requestsPerLoad / 2)) {
    yield request
    yield analysisRequest(request.head, 'failed')
  }
}
