import type { AnalysisReport } from './analysis.ts'
import type { Attribution, Unverified } from './attribution.ts'
import { isBranchName } from './branch-name.ts'
import { parseCommitSha } from './commit-sha.ts'
import { nameHead } from './name-head.ts'
import type { PullRequestFacts, Question, RepositoryFacts } from './repository-facts.ts'

/** Analysis properties by which a scanner may name the head; the first is ours, the others are seen in the wild. */
const commitProperties = ['sonar.analysis.commit', 'sonar.analysis.headSha', 'sonar.analysis.sha1'] as const

type Report = Pick<AnalysisReport, 'scope' | 'revision' | 'properties'>

/**
 * Which commit of the repository an analysis speaks for, or the question whose answer is needed first: answer it, add it
 * to the facts, and call again. Total: with every question answered it always ends in an attribution.
 */
export function attributeAnalysis(report: Report, facts: RepositoryFacts): Attribution | Question {
  return report.scope.kind === 'pull_request'
    ? attributePullRequest(report, report.scope.key, facts)
    : attributeBranch(report, facts)
}

/** The commit that the scanner named by a property, before the revision is looked at. */
export function namedCommit({ properties }: Pick<AnalysisReport, 'properties'>): string | null {
  for (const key of commitProperties) if (properties[key]) return properties[key]
  return null
}

function attributePullRequest(report: Report, key: string, facts: RepositoryFacts): Attribution | Question {
  const pullRequest = findPullRequest(report, key, facts)
  if ('ask' in pullRequest || 'state' in pullRequest) return pullRequest
  const unverified = (reason: Unverified['reason'], reported: string | null): Unverified => ({
    state: 'unverified',
    repositoryId: facts.repositoryId,
    pullRequest: pullRequest.number,
    reason,
    reported,
  })

  const property = namedCommit(report)
  const byRevision = nameHead(report.revision, pullRequest, facts)
  if ('ask' in byRevision) return byRevision
  if (property === null) {
    if ('reason' in byRevision) return unverified(byRevision.reason, report.revision)
    return attributed(facts, pullRequest, byRevision.sha, byRevision.namedBy, report.revision)
  }
  const byProperty = nameHead(property, pullRequest, facts)
  if ('ask' in byProperty) return byProperty
  if ('reason' in byProperty) return unverified('foreign_property', property)
  if ('sha' in byRevision && byRevision.sha !== byProperty.sha) return unverified('two_heads', report.revision)
  return attributed(facts, pullRequest, byProperty.sha, 'property', report.revision)
}

function attributed(
  { repositoryId }: RepositoryFacts,
  { number }: PullRequestFacts,
  sha: string,
  namedBy: 'property' | 'revision' | 'second_parent',
  reported: string | null,
): Attribution {
  const other = reported !== null && reported.toLowerCase() !== sha ? reported : null
  return { state: 'attributed', repositoryId, sha, pullRequest: number, branch: null, namedBy, reported: other }
}

function findPullRequest(
  report: Report,
  key: string,
  facts: RepositoryFacts,
): PullRequestFacts | Unverified | Question {
  const none = (reason: Unverified['reason']): Unverified => ({
    state: 'unverified',
    repositoryId: facts.repositoryId,
    pullRequest: null,
    reason,
    reported: report.revision,
  })
  // What looks like a number is one, also where GitHub gives no such number.
  if (/^\s*[-+]?\d*\s*$/.test(key)) {
    if (!/^[1-9]\d{0,9}$/.test(key)) return none('no_such_pull_request')
    const found = facts.pullRequest(Number(key))
    if (found === undefined) return { ask: 'pull_request', number: Number(key) }
    return found ?? none('no_such_pull_request')
  }
  const named = parseCommitSha(namedCommit(report) ?? report.revision)
  if (named === null) return none('no_revision')
  const [only, another] = facts.pullRequestsWithHead(named).filter((pr) => pr.open && pr.head === named)
  if (only === undefined || another !== undefined) return none('ambiguous_pull_request')
  return only
}

function attributeBranch(report: Report, facts: RepositoryFacts): Attribution | Question {
  const { scope, revision } = report
  const unverified = (reason: Unverified['reason']): Unverified => ({
    state: 'unverified',
    repositoryId: facts.repositoryId,
    pullRequest: null,
    reason,
    reported: revision,
  })
  const sha = parseCommitSha(revision)
  if (sha === null) return unverified(revision === null ? 'no_revision' : 'abbreviated_revision')
  const branch = scope.kind === 'branch' && !scope.isMain ? scope.name : facts.defaultBranch
  const commit = { state: 'attributed', repositoryId: facts.repositoryId, sha, pullRequest: null } as const
  const onBranch = branch === null ? false : facts.isOnBranch(branch, sha)
  if (onBranch === true) return { ...commit, branch, namedBy: 'revision', reported: null }
  // A head that is not known to be on the branch can be stood in for; no need to ask.
  if (facts.pullRequestsWithHead(sha).length > 0)
    return { ...commit, branch: null, namedBy: 'revision', reported: null }
  if (onBranch === undefined && branch !== null && isBranchName(branch)) return { ask: 'is_on_branch', branch, sha }
  return unverified('not_on_branch')
}
