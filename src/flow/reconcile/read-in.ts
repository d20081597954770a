import { installationLane } from '../lanes.ts'
import type { Clock, GitHub, Reader, Repository, Transact } from '../ports.ts'
import { takeInPullRequest } from '../take-in/take-in-pull-request.ts'
import { done, type RunOutcome } from './outcome.ts'

export type ReadInDeps = {
  readonly reader: Reader
  readonly transact: Transact
  readonly gitHub: Pick<GitHub, 'repositories' | 'openPullRequests' | 'pullRequest'>
  readonly clock: Clock
}

/** Reads in which repositories the app is installed on; each is then read in itself. */
export async function readInInstallations({ gitHub, transact, clock }: ReadInDeps): Promise<RunOutcome> {
  for (const repository of await gitHub.repositories()) {
    await transact(async (facts) => {
      await facts.upsertRepository(repository)
      await facts.mark({ kind: 'repository', id: repository.id }, installationLane(repository), clock.now())
    })
  }
  return done
}

/** Reads in the open pull requests of a repository, so that none waits for ever for a check that nobody owes it. */
export async function readInRepository(deps: ReadInDeps, id: number): Promise<RunOutcome> {
  const { reader, gitHub, transact } = deps
  const repository = await reader.repository(id)
  if (repository === null) return done
  const open = await gitHub.openPullRequests(repository)
  for (const pullRequest of open) await takeIn(deps, repository, pullRequest)
  const known = await transact((facts) => facts.openPullRequests(id))
  for (const { number } of known.filter((pr) => !open.some((other) => other.number === pr.number))) {
    const pullRequest = await gitHub.pullRequest(repository, number)
    if (pullRequest !== null) await takeIn(deps, repository, pullRequest)
  }
  return done
}

async function takeIn(
  { transact, clock }: ReadInDeps,
  repository: Repository,
  pullRequest: Awaited<ReturnType<GitHub['openPullRequests']>>[number],
): Promise<void> {
  const change = { repository, pullRequest, baseChanged: false, reopened: false, asked: true }
  await transact(async (facts) => {
    await takeInPullRequest(facts, change, { order: await facts.newestOrder(), receivedAt: clock.now() })
  })
}
