import type { CommitFacts } from '../../core/verdicts/commit-facts.ts'
import { type Decision, decideCommit, endWait } from '../../core/verdicts/decide-commit.ts'
import type { CommitVerdict } from '../../core/verdicts/verdict.ts'
import type { Facts } from '../facts.ts'
import { installationLane } from '../lanes.ts'
import type { Clock, CommitRef, GitHub, Reader, Repository, Transact } from '../ports.ts'
import { done, type RunOutcome } from './outcome.ts'
import { type PublishDeps, publish } from './publish.ts'
import { currentFile, type ReadFileDeps } from './read-file.ts'

export type ReconcileCommitDeps = ReadFileDeps &
  PublishDeps & {
    readonly reader: Reader
    readonly transact: Transact
    readonly gitHub: GitHub
    readonly clock: Clock
    /** How long an analysis is waited for where the repository's file does not say. */
    readonly waitMs: number
  }

/** Gathers what is known of a commit, decides its verdict, records it, and brings GitHub to what it says. */
export async function reconcileCommit(deps: ReconcileCommitDeps, commit: CommitRef): Promise<RunOutcome> {
  const repository = await deps.reader.repository(commit.repositoryId)
  if (repository === null) return done
  const facts = await gather(deps, repository, commit)
  const { verdict: owed, lookAgainAt } = await decide(deps, repository, facts)
  const verdict = owed ?? endWait((await deps.reader.newestVerdict(commit))?.verdict ?? null)
  if (verdict !== null)
    await deps.transact((store) =>
      record(store, commit, verdict, { facts, lane: installationLane(repository), now: deps.clock.now() }),
    )
  await publish(deps, repository, commit, verdict)
  return { nextAt: lookAgainAt }
}

async function record(
  store: Facts,
  commit: CommitRef,
  verdict: CommitVerdict,
  { facts, lane, now }: { readonly facts: CommitFacts; readonly lane: string; readonly now: number },
) {
  await store.addVerdict(commit, verdict, now)
  // A project that only claims to belong here is expected on pull requests from the first one that it spoke for.
  for (const { connection, key, spoken } of facts.projects) {
    const speaks = verdict.projects.some(
      (project) =>
        project.connection === connection &&
        project.key === key &&
        project.pullRequest !== null &&
        project.analysis !== null,
    )
    if (!speaks || spoken) continue
    await store.spoke(connection, key, commit.repositoryId)
    for (const { head } of await store.openPullRequests(commit.repositoryId)) {
      await store.mark({ kind: 'commit', repositoryId: commit.repositoryId, sha: head }, lane, now)
    }
  }
}

async function gather(deps: ReconcileCommitDeps, repository: Repository, commit: CommitRef): Promise<CommitFacts> {
  const { file, faults } = await currentFile(deps, repository)
  const records = await deps.reader.commitFacts(commit)
  return {
    ...records,
    pullRequests: records.pullRequests.map((pr) => ({ ...pr, checkRequired: false })),
    now: deps.clock.now(),
    waitMs: file.waitMinutes === null ? deps.waitMs : file.waitMinutes * 60_000,
    file,
    fileFaults: faults,
  }
}

/** Whether the check is required matters only, and is only asked, where nothing else would be posted. */
async function decide(
  { gitHub }: Pick<ReconcileCommitDeps, 'gitHub'>,
  repository: Repository,
  facts: CommitFacts,
): Promise<Decision> {
  const decision = decideCommit(facts)
  const open = facts.pullRequests.filter((pr) => pr.open && pr.isHead)
  if (open.length === 0 || (decision.verdict !== null && facts.file.mode !== 'off')) return decision
  const required = new Map<string, boolean>()
  for (const { baseBranch } of open) {
    if (!required.has(baseBranch)) required.set(baseBranch, await gitHub.requiresCheck(repository, baseBranch))
  }
  const pullRequests = facts.pullRequests.map((pr) => ({ ...pr, checkRequired: required.get(pr.baseBranch) ?? false }))
  return decideCommit({ ...facts, pullRequests })
}
