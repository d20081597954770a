import { requiredChecks } from './protection.ts'
import { type CheckRun, type PullRequest, type Repository, type RequiredCheck, runsOn, type World } from './world.ts'

export type MergeState = {
  readonly state: 'blocked' | 'clean' | 'draft' | 'unknown' | 'unstable'
  /** In GitHub's words; empty when nothing stands in the way. */
  readonly reasons: readonly string[]
}

const satisfying: ReadonlySet<string | null> = new Set(['success', 'neutral', 'skipped'])

export function mergeStateOf(world: World, repository: Repository, pull: PullRequest): MergeState {
  if (pull.state === 'closed') return { state: 'unknown', reasons: ['Pull request is closed'] }
  const unmet = unmetChecks(world, repository, pull.baseRef, [pull.mergeCommitSha, pull.headSha])
  if (pull.draft) return { state: 'draft', reasons: ['Pull Request is still a draft', ...unmet] }
  if (unmet.length > 0) return { state: 'blocked', reasons: unmet }
  const isUnstable = latestRuns(world, repository, pull.headSha).some(({ state }) => !satisfying.has(state.conclusion))
  return { state: isUnstable ? 'unstable' : 'clean', reasons: [] }
}

/**
 * The first of the commits that has a run of the name decides: "If the test merge commit has a status, the test merge
 * commit must pass. Otherwise the head commit" (GitHub Docs, troubleshooting required status checks).
 */
export function unmetChecks(
  world: World,
  repository: Repository,
  branch: string,
  shas: readonly (string | null)[],
): string[] {
  return requiredChecks(repository, branch).flatMap((check) => {
    const candidates = shas.map((sha) => (sha ? runsNamed(world, repository, sha, check.context) : []))
    return complaint(check, candidates.find((runs) => runs.length > 0) ?? []) ?? []
  })
}

export function latestRuns(world: World, repository: Repository, sha: string): CheckRun[] {
  const newest = new Map<string, CheckRun>()
  for (const run of runsOn(world, repository, sha)) newest.set(`${run.appId} ${run.state.name}`, run)
  return [...newest.values()]
}

function runsNamed(world: World, repository: Repository, sha: string, name: string): CheckRun[] {
  return latestRuns(world, repository, sha).filter(({ state }) => state.name === name)
}

function complaint({ context, integrationId }: RequiredCheck, runs: readonly CheckRun[]): string | undefined {
  const named = `Required status check "${context}"`
  const eligible = runs.filter(({ appId }) => integrationId === undefined || appId === integrationId)
  const newest = eligible.toSorted((a, b) => b.id - a.id)[0]
  if (!newest) return runs.length > 0 ? `${named} was not set by the expected GitHub App.` : `${named} is expected.`
  const { status, conclusion } = newest.state
  if (status !== 'completed') return `${named} is ${status === 'in_progress' ? 'in progress' : status}.`
  return satisfying.has(conclusion) ? undefined : `${named} is failing.`
}
