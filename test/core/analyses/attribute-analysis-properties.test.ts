import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attributeAnalysis } from '../../../src/core/analyses/attribute-analysis.ts'
import type { PullRequestFacts, Question } from '../../../src/core/analyses/repository-facts.ts'
import { sha } from './build-analysis.ts'
import { type Known, repository } from './build-repository.ts'

const commit = fc.constantFrom('a', 'b', 'c', 'd', 'e').map(sha)
const reported = fc.option(
  fc.oneof({ weight: 6, arbitrary: commit }, fc.constantFrom('r1', 'aaaaaaa', ''), fc.string()),
  {
    nil: null,
  },
)
const scope = fc.oneof(
  fc.record({
    kind: fc.constant('pull_request' as const),
    key: fc.oneof(fc.constantFrom('1', '2', 'pr/foo', ''), fc.string()),
  }),
  fc.record({
    kind: fc.constant('branch' as const),
    name: fc.constantFrom('main', 'feature', 'constructor', null),
    isMain: fc.boolean(),
    short: fc.boolean(),
  }),
)
const report = fc.record({
  scope,
  revision: reported,
  properties: reported.map(
    (named): Record<string, string> => (named === null ? {} : { 'sonar.analysis.commit': named }),
  ),
})
const pullRequestState = fc.record({
  number: fc.constantFrom(1, 2),
  open: fc.boolean(),
  head: commit,
  had: fc.array(commit, { maxLength: 2 }),
  baseBranch: fc.constantFrom('main', 'feature'),
  baseSha: fc.option(commit, { nil: null }),
  fresh: fc.boolean(),
})
const pullRequests = fc
  .uniqueArray(pullRequestState, { selector: ({ number }) => number })
  .map((all) => all.map(({ had, ...pr }): PullRequestFacts => ({ ...pr, heads: new Set([...had, pr.head]) })))

/** What GitHub answers; it may also differ from what was known. */
const gitHub = fc.record({
  pullRequests,
  parents: fc.dictionary(commit, fc.option(fc.array(commit, { maxLength: 3 }), { nil: null })),
  commits: fc.array(commit, { maxLength: 4 }),
  onBranch: fc.dictionary(commit, fc.boolean()),
})
type GitHubAnswers = typeof gitHub extends fc.Arbitrary<infer T> ? T : never

function withAnswer(known: Known, question: Question, answers: GitHubAnswers): Known {
  const before = known.pullRequests ?? []
  switch (question.ask) {
    case 'pull_request': {
      const { number } = question
      const answer = answers.pullRequests.find((pr) => pr.number === number)
      const now = answer === undefined ? ({ number, none: true } as const) : { ...answer, fresh: true }
      return { ...known, pullRequests: [...before.filter((pr) => pr.number !== number), now] }
    }
    case 'parents':
      return { ...known, parents: { ...known.parents, [question.sha]: answers.parents[question.sha] ?? null } }
    case 'pull_request_commits':
      return { ...known, commits: { ...known.commits, [question.number]: answers.commits } }
    case 'is_on_branch': {
      const on = { ...known.onBranch?.[question.branch], [question.sha]: answers.onBranch[question.sha] ?? false }
      return { ...known, onBranch: { ...known.onBranch, [question.branch]: on } }
    }
  }
}

it('3: whatever is reported and whatever GitHub answers, an analysis ends, and speaks only for what it may', () => {
  fc.assert(
    fc.property(report, pullRequests, gitHub, (reportedNow, atFirst, answers) => {
      let known: Known = { pullRequests: atFirst, defaultBranch: 'main' }
      let answer = attributeAnalysis(reportedNow, repository(known))
      let questions = 0
      for (; 'ask' in answer && questions < 8; questions++) {
        known = withAnswer(known, answer, answers)
        answer = attributeAnalysis(reportedNow, repository(known))
      }

      // The flow asks at most eight.
      expect(answer).toHaveProperty('state')
      expect(questions).toBeLessThan(6)
      if (!('state' in answer) || answer.state !== 'attributed') return
      const { sha: speaksFor, pullRequest, branch } = answer
      const facts = repository(known)
      if (reportedNow.scope.kind === 'pull_request') {
        expect(facts.pullRequest(pullRequest ?? 0)?.heads).toContain(speaksFor)
        expect(branch).toBeNull()
        // Nothing but a commit that the scanner itself named, or what that one merged, may be spoken for.
        const named = [reportedNow.revision, reportedNow.properties['sonar.analysis.commit']]
        expect([...named, ...named.map((text) => facts.parentsOf(text ?? '')?.[1])]).toContain(speaksFor)
      } else {
        const isHead = facts.pullRequestsWithHead(speaksFor).length > 0
        expect(pullRequest).toBeNull()
        expect(speaksFor).toBe(reportedNow.revision)
        expect(isHead || (branch !== null && facts.isOnBranch(branch, speaksFor) === true)).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})
