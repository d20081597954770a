import type { Analysis } from '../../core/analyses/analysis.ts'
import { namedCommit } from '../../core/analyses/attribute-analysis.ts'
import { parseCommitSha } from '../../core/analyses/commit-sha.ts'
import type { PullRequestFacts, Question } from '../../core/analyses/repository-facts.ts'
import type { Reader, Repository } from '../ports.ts'

/** What is known so far, with GitHub's answers. */
export type Known = {
  readonly pullRequests: ReadonlyMap<number, PullRequestFacts | null>
  readonly parents: ReadonlyMap<string, readonly string[] | null>
  readonly commits: ReadonlyMap<number, ReadonlySet<string>>
  /** By `branch newline sha`. */
  readonly onBranch: ReadonlyMap<string, boolean>
}

export type Answer = PullRequestFacts | ReadonlySet<string> | readonly string[] | boolean | null

/** What the store knows that the attribution of this analysis can depend on. */
export async function gatherFacts(reader: Reader, repository: Repository, analysis: Analysis): Promise<Known> {
  const pullRequests = new Map<number, PullRequestFacts | null>()
  const onBranch = new Map<string, boolean>()
  const shas = [parseCommitSha(analysis.revision), parseCommitSha(namedCommit(analysis))].filter((sha) => sha !== null)
  for (const sha of shas) {
    for (const pr of await reader.pullRequestsWithHead(repository.id, sha)) pullRequests.set(pr.number, pr)
  }
  const { scope } = analysis
  if (scope.kind === 'pull_request' && /^\d{1,10}$/.test(scope.key)) {
    const named = await reader.pullRequest(repository.id, Number(scope.key))
    if (named !== null) pullRequests.set(named.number, named)
  }
  const branches = new Set([...pullRequests.values()].flatMap((pr) => pr?.baseBranch ?? []))
  if (scope.kind === 'branch') branches.add(scope.isMain ? (repository.defaultBranch ?? '') : (scope.name ?? ''))
  for (const branch of branches) {
    for (const sha of shas) {
      // Only what is known to be true is told: the store not knowing a commit says nothing.
      if (await reader.isOnBranch(repository.id, branch, sha)) onBranch.set(`${branch}\n${sha}`, true)
    }
  }
  return { pullRequests, parents: new Map(), commits: new Map(), onBranch }
}

/** The same with GitHub's answer to a question. */
export function withAnswer(known: Known, question: Question, answer: Answer): Known {
  switch (question.ask) {
    case 'pull_request': {
      const pr = isPullRequest(answer) ? { ...answer, fresh: true } : null
      return { ...known, pullRequests: new Map(known.pullRequests).set(question.number, pr) }
    }
    case 'parents':
      return { ...known, parents: new Map(known.parents).set(question.sha, isList(answer) ? answer : null) }
    case 'pull_request_commits':
      return {
        ...known,
        commits: new Map(known.commits).set(question.number, answer instanceof Set ? answer : new Set()),
      }
    case 'is_on_branch':
      return { ...known, onBranch: new Map(known.onBranch).set(`${question.branch}\n${question.sha}`, answer === true) }
  }
}

function isPullRequest(answer: Answer): answer is PullRequestFacts {
  return typeof answer === 'object' && answer !== null && 'heads' in answer
}

function isList(answer: Answer): answer is readonly string[] {
  return Array.isArray(answer)
}
