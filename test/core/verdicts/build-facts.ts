import type { Analysis } from '../../../src/core/analyses/analysis.ts'
import type { Attributed, UnverifiedReason } from '../../../src/core/analyses/attribution.ts'
import type { AttributedAnalysis } from '../../../src/core/analyses/choose-result.ts'
import type { BoundProject, CommitFacts, HeadOf, Seen } from '../../../src/core/verdicts/commit-facts.ts'
import { decideCommit } from '../../../src/core/verdicts/decide-commit.ts'
import { defaultRepositoryFile, type Mode } from '../../../src/core/verdicts/repository-file.ts'
import type { CommitVerdict } from '../../../src/core/verdicts/verdict.ts'
import { analysis, at, sha } from '../analyses/build-analysis.ts'

export const head = sha('a')
export const minute = 60_000
export const waitMs = 60 * minute

/** A commit that is the head of nothing, of a repository without projects; the clock is a minute after the push. */
export function facts(fields: Partial<CommitFacts> = {}): CommitFacts {
  return {
    now: at + minute,
    waitMs,
    file: defaultRepositoryFile,
    fileFaults: [],
    pullRequests: [],
    projects: [],
    results: [],
    seen: [],
    firsts: new Set(),
    ...fields,
  }
}

export const inMode = (mode: Mode) => ({ file: { ...defaultRepositoryFile, mode } })

/** Open pull request 7, pushed at `at`, with the commit as its head. */
export function headOf(fields: Partial<HeadOf> = {}): HeadOf {
  return {
    number: 7,
    open: true,
    isHead: true,
    waitingSince: at,
    retiredOrder: null,
    baseBranch: 'main',
    checkRequired: false,
    ...fields,
  }
}

/** A project that the repository's file names; `bound('shop-api')`. */
export function bound(key = 'shop-api', fields: Partial<BoundProject> = {}): BoundProject {
  return { connection: 'default', key, name: null, kind: 'file', boundAt: 0, spoken: false, ...fields }
}

/** An analysis that speaks for the commit: for its pull request, or for its branch (null: it can only stand in). */
export function result(
  fields: Partial<Analysis> = {},
  on: { readonly branch?: string | null } = {},
): AttributedAnalysis {
  const made = analysis(fields)
  const { scope } = made
  const ofBranch = scope.kind === 'branch' ? (scope.isMain ? 'main' : scope.name) : null
  const attribution: Attributed = {
    state: 'attributed',
    repositoryId: 1,
    sha: head,
    pullRequest: scope.kind === 'pull_request' ? Number(scope.key) : null,
    branch: on.branch === undefined ? ofBranch : on.branch,
    namedBy: 'revision',
    reported: null,
  }
  return { analysis: made, attribution }
}

/** An analysis that names pull request 7, and speaks for no commit. */
export function seen(fields: Partial<Analysis> = {}, reason: UnverifiedReason = 'base_commit', pullRequest = 7): Seen {
  const made = analysis(fields)
  return {
    analysis: made,
    unverified: { state: 'unverified', repositoryId: 1, pullRequest, reason, reported: made.revision },
  }
}

export function project(key: string) {
  return { key, name: key, url: null }
}

/** Throws where nothing is owed. */
export function verdictOf(fields: Partial<CommitFacts>): CommitVerdict {
  const { verdict } = decideCommit(facts(fields))
  if (verdict === null) throw new Error('nothing is owed')
  return verdict
}

/** `shop-api passed`, of every project. */
export function statesOf(fields: Partial<CommitFacts>): readonly string[] {
  return verdictOf(fields).projects.map(({ key, state }) => `${key} ${state}`)
}
