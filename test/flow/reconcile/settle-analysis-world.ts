import type { Analysis, AnalysisScope, ReportedGate } from '../../../src/core/analyses/analysis.ts'
import type { GitHub, PullRequestState, Repository, SonarQube } from '../../../src/flow/ports.ts'
import { settleAnalysis } from '../../../src/flow/reconcile/settle-analysis.ts'
import { openWorld, report, repository } from '../take-in/open-world.ts'

/** What GitHub answers; what is left out it does not know. */
export type GitHubAnswers = {
  pullRequests?: readonly PullRequestState[]
  parents?: Readonly<Record<string, readonly string[]>>
  commits?: readonly string[]
  onBranch?: Readonly<Record<string, readonly string[]>>
  repository?: Repository
}

/** GitHub for reading, which notes what it is asked. */
export function askedGitHub(answers: GitHubAnswers): { readonly gitHub: GitHub; readonly asked: string[] } {
  const asked: string[] = []
  const answer = async <T>(question: string, value: T): Promise<T> => {
    asked.push(question)
    return value
  }
  const never = () => Promise.reject(new Error('GitHub is asked nothing else to find a commit'))
  const gitHub: GitHub = {
    pullRequest: (_, number) =>
      answer(`pull request ${number}`, answers.pullRequests?.find((pr) => pr.number === number) ?? null),
    pullRequestCommits: (_, number) => answer(`commits of ${number}`, new Set(answers.commits)),
    parents: (_, sha) => answer(`parents of ${sha[0]}`, answers.parents?.[sha] ?? null),
    isOnBranch: (_, branch, sha) =>
      answer(`${sha[0]} on ${branch}`, answers.onBranch?.[branch]?.includes(sha) ?? false),
    repository: ({ name }) => answer(`repository ${name}`, answers.repository ?? null),
    installations: never,
    repositoriesOf: never,
    openPullRequests: never,
    file: async () => null,
    requiresCheck: never,
    newestCheckRun: never,
    createCheckRun: never,
    updateCheckRun: never,
  }
  return { gitHub, asked }
}

type Live = ReportedGate | null | (() => Promise<ReportedGate | null>)

/** SonarQube with its live gate status, which notes what it is asked. */
export function askedSonarQube(live: Live): { readonly sonarQube: SonarQube; readonly asked: AnalysisScope[] } {
  const asked: AnalysisScope[] = []
  return {
    asked,
    sonarQube: {
      async gateStatus(_connection, _project, scope) {
        asked.push(scope)
        return typeof live === 'function' ? live() : live
      },
      isCurrent: async () => true,
    },
  }
}

export type SettleWorld = Awaited<ReturnType<typeof openSettleWorld>>

/** The take-in's world with a repository that is installed and, unless said otherwise, a project that is bound to it. */
export async function openSettleWorld({ bound = true }: { readonly bound?: boolean } = {}) {
  const world = await openWorld()
  await world.transact(async (facts) => {
    await facts.upsertRepository(repository)
    if (!bound) return
    await facts.bind(
      {
        connection: 'default',
        projectKey: 'shop-api',
        projectName: 'Shop API',
        repositoryId: repository.id,
        kind: 'set',
      },
      world.now,
    )
  })
  return Object.assign(world, {
    /** Takes in an analysis, and clears what is due; its id. */
    async arrived(fields: Partial<Analysis> = {}): Promise<number> {
      await world.sonarQube(report(fields))
      await world.due()
      return (await world.analyses()).length
    },
    /** Settles an analysis; what GitHub was asked. */
    async settle(
      id: number,
      {
        gitHub: answers = {},
        live = null,
        learning = true,
      }: { gitHub?: GitHubAnswers; live?: Live; learning?: boolean } = {},
    ): Promise<readonly string[]> {
      const { gitHub, asked } = askedGitHub(answers)
      const { sonarQube } = askedSonarQube(live)
      await settleAnalysis({ ...world, gitHub, sonarQube, learning, parseFile: () => ({ file: null, faults: [] }) }, id)
      return asked
    },
    async attribution(id: number) {
      return (await world.reader.analysis(id))?.attribution ?? null
    },
  })
}
