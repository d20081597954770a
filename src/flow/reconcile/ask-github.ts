import type { Analysis } from '../../core/analyses/analysis.ts'
import { attributeAnalysis } from '../../core/analyses/attribute-analysis.ts'
import type { Attribution } from '../../core/analyses/attribution.ts'
import { parseCommitSha } from '../../core/analyses/commit-sha.ts'
import type { Question, RepositoryFacts } from '../../core/analyses/repository-facts.ts'
import type { Clock, GitHub, Reader, Repository, Transact } from '../ports.ts'
import { takeInPullRequest } from '../take-in/take-in-pull-request.ts'
import { gatherFacts, type Known, withAnswer } from './repository-facts.ts'

type Deps = { readonly reader: Reader; readonly transact: Transact; readonly gitHub: GitHub; readonly clock: Clock }

/** As many questions as one attribution can lead to, and some to spare. */
const mostQuestions = 8

/** The commit of the repository that the analysis speaks for; what the store does not know, GitHub is asked. */
export async function askGitHub(deps: Deps, repository: Repository, analysis: Analysis): Promise<Attribution> {
  let known = await gatherFacts(deps.reader, repository, analysis)
  for (let asked = 0; asked < mostQuestions; asked++) {
    const answer = attributeAnalysis(analysis, factsOf(repository, known))
    if ('state' in answer) return answer
    known = withAnswer(known, answer, await ask(deps, repository, answer, analysis.order))
  }
  throw new Error(`analysis ${analysis.id} led to more than ${mostQuestions} questions`)
}

function factsOf(repository: Repository, known: Known): RepositoryFacts {
  return {
    repositoryId: repository.id,
    defaultBranch: repository.defaultBranch,
    pullRequest: (number) => known.pullRequests.get(number),
    pullRequestsWithHead: (sha) =>
      [...known.pullRequests.values()].filter((pr) => pr?.heads.has(sha)).filter((pr) => pr !== null),
    parentsOf: (sha) => known.parents.get(sha),
    commitsOf: (number) => known.commits.get(number),
    isOnBranch: (branch, sha) => known.onBranch.get(`${branch}\n${parseCommitSha(sha) ?? sha}`),
  }
}

async function ask(deps: Deps, repository: Repository, question: Question, order: number) {
  const { gitHub, reader, transact, clock } = deps
  switch (question.ask) {
    case 'pull_request': {
      const state = await gitHub.pullRequest(repository, question.number)
      if (state === null) return null
      const receivedAt = clock.now()
      await transact((facts) =>
        takeInPullRequest(
          facts,
          { repository, pullRequest: state, baseChanged: false, reopened: false, asked: true },
          // The analysis at hand came before the answer: a changed base retires only what came before it.
          { order: order - 1, receivedAt },
        ),
      )
      return reader.pullRequest(repository.id, question.number)
    }
    case 'parents':
      return gitHub.parents(repository, question.sha)
    case 'pull_request_commits':
      return gitHub.pullRequestCommits(repository, question.number)
    case 'is_on_branch': {
      const isOn = await gitHub.isOnBranch(repository, question.branch, question.sha)
      if (isOn)
        await transact((facts) => facts.addBranchCommits(repository.id, question.branch, [question.sha], clock.now()))
      return isOn
    }
  }
}
