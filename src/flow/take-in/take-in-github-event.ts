import type { Facts } from '../facts.ts'
import { installationLane } from '../lanes.ts'
import type { Clock, Repository, Transact } from '../ports.ts'
import type { GitHubDelivery, GitHubEvent } from './github-event.ts'
import { takeInPullRequest } from './take-in-pull-request.ts'

type Deps = { readonly transact: Transact; readonly clock: Clock; readonly wake: () => void }

/** Keeps what GitHub tells us and marks what it concerns as due, in one transaction. A doubled delivery changes nothing. */
export async function takeInGitHubEvent({ transact, clock, wake }: Deps, delivery: GitHubDelivery): Promise<void> {
  const { id, name, body, event } = delivery
  const receivedAt = clock.now()
  await transact(async (facts) => {
    const order = await facts.recordDelivery({ source: 'github', name, externalId: id, receivedAt, body })
    if (order !== null) await addFacts(facts, event, { order, receivedAt })
  })
  wake()
}

async function addFacts(facts: Facts, event: GitHubEvent, at: { readonly order: number; readonly receivedAt: number }) {
  switch (event.kind) {
    case 'pull_request':
      await facts.upsertRepository(event.repository)
      return takeInPullRequest(facts, { ...event, asked: false }, at)
    case 'push':
      return takeInPush(facts, event, at.receivedAt)
    case 'merge_group':
      return takeInBranchCommits(facts, { ...event, commits: [event.sha] }, at.receivedAt)
    case 'recheck':
      return takeInRecheck(facts, event.repository, event.sha, at.receivedAt)
    case 'repository_changed':
      await facts.upsertRepository(event.repository)
      await facts.staleFile(event.repository.id)
      return markRepository(facts, event.repository, at.receivedAt)
    case 'repositories_added':
      for (const repository of event.repositories) {
        await facts.upsertRepository(repository)
        await markRepository(facts, repository, at.receivedAt)
      }
      return
    case 'repositories_removed':
      for (const id of event.ids) await facts.removeRepository(id, event.installationId)
      return
    case 'protection_changed':
      await facts.upsertRepository(event.repository)
      return markOpenHeads(facts, event.repository, at.receivedAt)
    case 'installation':
      return takeInInstallation(facts, event, at.receivedAt)
  }
}

async function takeInPush(facts: Facts, event: GitHubEvent & { kind: 'push' }, receivedAt: number) {
  const { repository, branch, touchesFile } = event
  await takeInBranchCommits(facts, event, receivedAt)
  if (branch !== repository.defaultBranch || !touchesFile) return
  await facts.staleFile(repository.id)
  await facts.mark({ kind: 'file', repositoryId: repository.id }, installationLane(repository), receivedAt)
}

type BranchCommits = {
  readonly repository: Repository
  readonly branch: string
  readonly commits: readonly string[]
}

/** Commits of a branch, with the analyses that came before them and may speak for them. */
async function takeInBranchCommits(facts: Facts, { repository, branch, commits }: BranchCommits, receivedAt: number) {
  await facts.upsertRepository(repository)
  await facts.addBranchCommits(repository.id, branch, commits, receivedAt)
  for (const id of await facts.unsettledAnalyses(commits)) {
    await facts.mark({ kind: 'analysis', id }, installationLane(repository), receivedAt)
  }
}

/** A re-run: what was published is forgotten, SonarQube is read again, and the wait starts anew. */
async function takeInRecheck(facts: Facts, repository: Repository, sha: string, receivedAt: number) {
  const commit = { repositoryId: repository.id, sha }
  await facts.upsertRepository(repository)
  await facts.discardPublication(commit)
  await facts.waitAgain(commit, receivedAt)
  for (const id of await facts.rereadAnalyses(commit)) {
    await facts.mark({ kind: 'analysis', id }, installationLane(repository), receivedAt)
  }
  await facts.mark({ kind: 'commit', ...commit }, installationLane(repository), receivedAt)
}

async function takeInInstallation(facts: Facts, event: GitHubEvent & { kind: 'installation' }, receivedAt: number) {
  const { installationId, account, state } = event
  await facts.setInstallation(installationId, { account, suspended: state === 'suspended', gone: state === 'gone' })
  if (state !== 'active') return
  await facts.mark({ kind: 'installation', id: installationId }, installationLane({ installationId }), receivedAt)
}

function markRepository(facts: Facts, repository: Repository, at: number): Promise<void> {
  return facts.mark({ kind: 'repository', id: repository.id }, installationLane(repository), at)
}

/** A check that is required from now on must not be absent where nothing else is owed. */
async function markOpenHeads(facts: Facts, repository: Repository, at: number): Promise<void> {
  for (const { head } of await facts.openPullRequests(repository.id)) {
    await facts.mark({ kind: 'commit', repositoryId: repository.id, sha: head }, installationLane(repository), at)
  }
}
