import { createRun, type NewRun } from '../check-runs.ts'
import { emitRepositoryEvent, type Stage } from '../events.ts'
import { checkRunEventJson, checkSuiteJson } from '../shapes/check-json.ts'
import {
  type Account,
  accountOf,
  type Annotation,
  type CheckRun,
  type CheckRunState,
  type CheckSuite,
  installationFor,
  type Repository,
  repositoryNamed,
} from '../world.ts'

/** A check run as a test looks at it. */
export type SeenCheckRun = CheckRunState & {
  readonly id: number
  readonly appId: number
  readonly headSha: string
  readonly annotations: readonly Annotation[]
  /** Every state it had, oldest first, the current one included. */
  readonly history: readonly CheckRunState[]
}

export function checkCommands(stage: Stage) {
  const { world } = stage

  function find(id: number): { run: CheckRun; repository: Repository } {
    const run = world.checkRuns.get(id)
    const repository = run && world.repositories.get(run.repositoryId)
    if (!run || !repository) throw new Error(`The fake GitHub has no check run ${id}`)
    return { run, repository }
  }

  return {
    /** All runs on a commit, oldest first. */
    checkRuns(name: string, sha: string): SeenCheckRun[] {
      const { id } = repositoryNamed(world, name)
      return [...world.checkRuns.values()]
        .filter((run) => run.repositoryId === id && run.headSha === sha)
        .map(({ state, annotations, history, ...run }) => ({ ...run, ...state, annotations, history }))
    },

    /** A check of somebody else's (GitHub Actions unless told), as a pipeline or an impostor posts it. */
    postForeignCheck(name: string, sha: string, run: NewRun, appId = 15368): number {
      return createRun(stage, repositoryNamed(world, name), { ...run, head_sha: sha }, appId).id
    },

    /** Somebody clicks "Re-run" on a check. The run itself stays as it is: GitHub leaves that to the app. */
    rerequestCheckRun(id: number, by = 'octocat'): void {
      const { run, repository } = find(id)
      emitChecks(stage, repository, {
        event: 'check_run',
        action: 'rerequested',
        fields: { check_run: checkRunEventJson(world, repository, run) },
        sender: accountOf(world, by, 'User'),
      })
    },

    /** Somebody clicks "Re-run all checks". */
    rerequestCheckSuite(name: string, sha: string, by = 'octocat'): void {
      const repository = repositoryNamed(world, name)
      const suite = suiteOf(stage, repository, { sha, appId: world.app.id })
      emitChecks(stage, repository, {
        event: 'check_suite',
        action: 'rerequested',
        fields: { check_suite: checkSuiteJson(world, repository, suite) },
        sender: accountOf(world, by, 'User'),
      })
    },
  }
}

export function emitChecks(
  stage: Stage,
  repository: Repository,
  event: { event: string; action: string; fields: Record<string, unknown>; sender: Account },
): void {
  emitRepositoryEvent(stage, repository, { ...event, permissions: ['checks'] })
}

/** A push creates a suite for every app that may write checks, and tells it. */
export function requestSuites(
  stage: Stage,
  repository: Repository,
  { sha, branch, before }: { readonly sha: string; readonly branch: string; readonly before: string },
): void {
  const { world } = stage
  if (installationFor(world, repository)?.permissions.checks !== 'write') return
  const isKnown = findSuite(stage, repository, sha, world.app.id) !== undefined
  const suite = suiteOf(stage, repository, { sha, branch, before, appId: world.app.id })
  if (isKnown) return
  emitChecks(stage, repository, {
    event: 'check_suite',
    action: 'requested',
    fields: { check_suite: checkSuiteJson(world, repository, suite) },
    sender: accountOf(world, 'octocat', 'User'),
  })
}

export function suiteOf(
  stage: Stage,
  repository: Repository,
  wanted: { readonly sha: string; readonly appId: number; readonly branch?: string; readonly before?: string },
): CheckSuite {
  const { world } = stage
  const known = findSuite(stage, repository, wanted.sha, wanted.appId)
  if (known) return known
  const branch = [...repository.branches].find(([, sha]) => sha === wanted.sha)?.[0]
  const suite: CheckSuite = {
    id: world.nextId(),
    repositoryId: repository.id,
    appId: wanted.appId,
    headSha: wanted.sha,
    headBranch: wanted.branch ?? branch ?? null,
    before: wanted.before ?? null,
    createdAt: world.now(),
  }
  world.checkSuites.set(suite.id, suite)
  return suite
}

function findSuite({ world }: Stage, repository: Repository, sha: string, appId: number): CheckSuite | undefined {
  return [...world.checkSuites.values()].find(
    (suite) => suite.repositoryId === repository.id && suite.headSha === sha && suite.appId === appId,
  )
}
