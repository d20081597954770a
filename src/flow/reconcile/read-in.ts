import { installationLane } from '../lanes.ts'
import type { Clock, GitHub, PullRequestState, Reader, Repository, Transact } from '../ports.ts'
import { takeInPullRequest } from '../take-in/take-in-pull-request.ts'
import { done, type RunOutcome } from './outcome.ts'
import { withDefaultBranch } from './with-default-branch.ts'

export type ReadInDeps = {
  readonly reader: Reader
  readonly transact: Transact
  readonly gitHub: Pick<GitHub, 'installations' | 'repositoriesOf' | 'repository' | 'openPullRequests' | 'pullRequest'>
  readonly clock: Clock
}

/** Reads in where the app is installed, since events may have been missed; each installation is then read in itself. */
export async function readInInstallations(deps: ReadInDeps): Promise<RunOutcome> {
  const { gitHub, transact, clock } = deps
  for (const { id, account, suspended } of await gitHub.installations()) {
    await transact(async (facts) => {
      await facts.setInstallation(id, { account, suspended, gone: false })
      if (suspended) return
      await facts.mark({ kind: 'installation', id }, installationLane({ installationId: id }), clock.now())
    })
  }
  return done
}

/** Reads in the repositories of an installation; each is then read in itself. */
export async function readInInstallation({ gitHub, transact, clock }: ReadInDeps, id: number): Promise<RunOutcome> {
  const repositories = await gitHub.repositoriesOf(id)
  for (const repository of repositories) {
    await transact(async (facts) => {
      await facts.upsertRepository(repository)
      await facts.mark({ kind: 'repository', id: repository.id }, installationLane(repository), clock.now())
    })
  }
  return done
}

/**
 * Reads in the open pull requests of a repository, so that none waits for ever for a check that nobody owes it. Its file is
 * read anew: it was never read, or pushes may have been missed.
 */
export async function readInRepository(deps: ReadInDeps, id: number): Promise<RunOutcome> {
  const { reader, gitHub, transact, clock } = deps
  const known = await reader.repository(id)
  if (known === null) return done
  const repository = await withDefaultBranch(deps, known)
  await transact(async (facts) => {
    await facts.staleFile(id)
    await facts.mark({ kind: 'file', repositoryId: id }, installationLane(repository), clock.now())
  })
  const open = await gitHub.openPullRequests(repository)
  for (const pullRequest of open) await takeIn(deps, repository, pullRequest)
  const before = await transact(async (facts) => {
    // Analyses that came while the app was not installed here.
    for (const analysis of await facts.homelessAnalyses(id)) {
      await facts.mark({ kind: 'analysis', id: analysis }, installationLane(repository), clock.now())
    }
    return facts.openPullRequests(id)
  })
  for (const { number } of before.filter((pr) => !open.some((other) => other.number === pr.number))) {
    const pullRequest = await gitHub.pullRequest(repository, number)
    if (pullRequest !== null) await takeIn(deps, repository, pullRequest)
  }
  return done
}

async function takeIn({ transact, clock }: ReadInDeps, repository: Repository, pullRequest: PullRequestState) {
  const change = { repository, pullRequest, baseChanged: false, reopened: false, asked: true }
  await transact(async (facts) => {
    await takeInPullRequest(facts, change, { order: await facts.newestOrder(), receivedAt: clock.now() })
  })
}
