import { receiveWebhook } from '../../src/adapters/sonarqube/webhook-receiver.ts'
import type { Analysis } from '../../src/core/analyses/analysis.ts'
import type { Attributed } from '../../src/core/analyses/attribution.ts'
import { decideCommit } from '../../src/core/verdicts/decide-commit.ts'
import { defaultRepositoryFile } from '../../src/core/verdicts/repository-file.ts'
import type { ProjectVerdict } from '../../src/core/verdicts/verdict.ts'
import { takeInAnalysis } from '../../src/flow/take-in/take-in-analysis.ts'
import { openWorld } from '../flow/take-in/open-world.ts'
import { type RecordedDelivery, secrets } from './recordings.ts'

/** The commit of what was analysed without one. */
const noCommit = '0'.repeat(40)

export type RecordedWorld = Awaited<ReturnType<typeof openRecordedWorld>>

/** The way of a recorded webhook from the receiver into a store of its own. */
export async function openRecordedWorld() {
  const world = await openWorld()
  return Object.assign(world, {
    /** Delivers the recorded bytes; the answer's status and result. */
    async deliver({ recording, body, signature }: Pick<RecordedDelivery, 'recording' | 'body' | 'signature'>) {
      const answer = await receiveWebhook(
        { secretsOf: () => secrets, takeIn: (arrived) => takeInAnalysis({ ...world, wake: () => {} }, arrived) },
        { connection: recording, signature, body },
      )
      return { status: answer.status, ...answer.body }
    },
    /** The analysis that the delivery is about, or has changed. */
    async analysisOf({ recording, said }: RecordedDelivery): Promise<Analysis> {
      const analyses = (await world.analyses())
        .map(({ analysis }) => analysis)
        .filter((one) => one.connection === recording)
      const found =
        said.taskId === undefined
          ? analyses.findLast(
              (one) =>
                one.project.key === said.project.key &&
                one.analysedAt === Date.parse(said.analysedAt) &&
                one.revision === (said.revision ?? null),
            )
          : analyses.find(({ taskId }) => taskId === said.taskId)
      if (found === undefined) throw new Error(`nothing was kept of ${said.taskId ?? 'a flip'}`)
      return found
    },
    /** The verdict of a project by these analyses of one commit alone: on its pull request, which is open, or its branch. */
    async verdictBy(...analyses: readonly Analysis[]): Promise<ProjectVerdict> {
      const results = analyses.map((analysis) => ({ analysis, attribution: attributionOf(analysis) }))
      for (const { analysis, attribution } of results) await world.attribute(analysis.id, attribution)
      const [newest] = results
      if (newest === undefined) throw new Error('no analysis, no verdict')
      const { sha, pullRequest } = newest.attribution
      const { firsts } = await world.reader.commitFacts({ repositoryId: 1, sha })
      const { verdict } = decideCommit({
        now: world.now,
        waitMs: 1,
        file: defaultRepositoryFile,
        fileFaults: [],
        projects: [],
        seen: [],
        firsts,
        results,
        pullRequests: pullRequest === null ? [] : [openHead(pullRequest)],
      })
      const [project] = verdict?.projects ?? []
      if (project === undefined) throw new Error('an analysis that arrives always counts')
      return project
    },
  })
}

function attributionOf({ scope, revision }: Analysis): Attributed {
  return {
    state: 'attributed',
    repositoryId: 1,
    sha: revision ?? noCommit,
    pullRequest: scope.kind === 'pull_request' ? Number.parseInt(scope.key, 10) || 999 : null,
    branch: scope.kind === 'branch' ? (scope.name ?? 'main') : null,
    namedBy: 'revision',
    reported: null,
  }
}

function openHead(number: number) {
  const asked = { checkRequired: false, baseBranch: 'main', waitingSince: 0, retiredOrder: null }
  return { number, open: true, isHead: true, ...asked }
}
