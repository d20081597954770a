/** A pull request with every head that it has or had, as far as GitHub told us. SHAs are lower case. */
export type PullRequestFacts = {
  readonly number: number
  readonly open: boolean
  readonly head: string
  readonly heads: ReadonlySet<string>
  readonly baseBranch: string
  readonly baseSha: string | null
  /** Whether GitHub was asked for it just now: a head that is still unknown then is none of its heads. */
  readonly fresh: boolean
}

/** What is known of a repository. `undefined` means not asked yet, `null` means GitHub says there is none. */
export type RepositoryFacts = {
  readonly repositoryId: number
  readonly defaultBranch: string | null
  readonly pullRequest: (number: number) => PullRequestFacts | null | undefined
  readonly pullRequestsWithHead: (sha: string) => readonly PullRequestFacts[]
  /** Parents of a commit in git's order. */
  readonly parentsOf: (sha: string) => readonly string[] | null | undefined
  /** The commits of a pull request as GitHub lists them now (at most 250). */
  readonly commitsOf: (number: number) => ReadonlySet<string> | undefined
  readonly isOnBranch: (branch: string, sha: string) => boolean | undefined
}

/** A fact that only GitHub can tell. */
export type Question =
  | { readonly ask: 'pull_request'; readonly number: number }
  | { readonly ask: 'parents'; readonly sha: string }
  | { readonly ask: 'pull_request_commits'; readonly number: number }
  | { readonly ask: 'is_on_branch'; readonly branch: string; readonly sha: string }
