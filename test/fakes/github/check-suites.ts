import { emitRepositoryEvent, type Stage } from './events.ts'
import { checkSuiteJson } from './shapes/check-json.ts'
import {
  type Account,
  accountOf,
  addSuite,
  type CheckSuite,
  installationFor,
  type Repository,
  suitesOn,
} from './world.ts'

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
  addSuite(world, suite)
  return suite
}

function findSuite({ world }: Stage, repository: Repository, sha: string, appId: number): CheckSuite | undefined {
  return suitesOn(world, repository, sha).find((suite) => suite.appId === appId)
}
