import type { PullRequestFacts, RepositoryFacts } from '../../../src/core/analyses/repository-facts.ts'
import { sha } from './build-analysis.ts'

export const head = sha('a')
export const formerHead = sha('b')
export const base = sha('e')

/** Pull request 7 onto main, whose head was `formerHead` and is `head`. */
export function pr(fields: Partial<PullRequestFacts> = {}): PullRequestFacts {
  return {
    number: 7,
    open: true,
    head,
    heads: new Set([formerHead, fields.head ?? head]),
    baseBranch: 'main',
    baseSha: base,
    fresh: false,
    ...fields,
  }
}

/** What is known, as plain values; what is left out was not asked. */
export type Known = {
  readonly pullRequests?: readonly (PullRequestFacts | { readonly number: number; readonly none: true })[]
  readonly parents?: Readonly<Record<string, readonly string[] | null>>
  readonly commits?: Readonly<Record<number, readonly string[]>>
  readonly onBranch?: Readonly<Record<string, Readonly<Record<string, boolean>>>>
  readonly defaultBranch?: string | null
}

export function repository(known: Known = {}): RepositoryFacts {
  const pullRequests = known.pullRequests ?? [pr()]
  return {
    repositoryId: 1,
    defaultBranch: known.defaultBranch === undefined ? 'main' : known.defaultBranch,
    pullRequest: (number) => {
      const found = pullRequests.find((candidate) => candidate.number === number)
      return found === undefined ? undefined : 'none' in found ? null : found
    },
    pullRequestsWithHead: (commit) =>
      pullRequests.flatMap((candidate) => ('none' in candidate || !candidate.heads.has(commit) ? [] : [candidate])),
    parentsOf: (commit) => known.parents?.[commit],
    commitsOf: (number) => {
      const commits = known.commits?.[number]
      return commits === undefined ? undefined : new Set(commits)
    },
    isOnBranch: (branch, commit) => known.onBranch?.[branch]?.[commit],
  }
}
