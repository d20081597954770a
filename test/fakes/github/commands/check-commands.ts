import { createRun, type NewRun } from '../check-runs.ts'
import { emitChecks, suiteOf } from '../check-suites.ts'
import type { Stage } from '../events.ts'
import { checkRunEventJson, checkSuiteJson } from '../shapes/check-json.ts'
import {
  type Annotation,
  accountOf,
  type CheckRun,
  type CheckRunState,
  type Repository,
  repositoryNamed,
  runsOn,
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
      return runsOn(world, repositoryNamed(world, name), sha).map(({ state, annotations, history, ...run }) => ({
        ...run,
        ...state,
        annotations,
        history,
      }))
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
