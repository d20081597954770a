/**
 * How the commit was named.
 *
 * - `property`: the scanner passed it as an analysis property
 * - `revision`: SonarQube's own revision of the analysis
 * - `second_parent`: the scanner checked out the test merge commit; its second parent is the head
 */
export type NamedBy = 'property' | 'revision' | 'second_parent'

/** An analysis speaks for this commit of this repository. */
export type Attributed = {
  readonly state: 'attributed'
  readonly repositoryId: number
  readonly sha: string
  /** The pull request that has or had this head; null for a branch analysis. */
  readonly pullRequest: number | null
  /** The branch whose commit this is; null for a pull request analysis, and for a commit that can only be stood in for. */
  readonly branch: string | null
  readonly namedBy: NamedBy
  /** What the analysis reported, where that is another commit than `sha`. */
  readonly reported: string | null
}

/** Why an analysis of a known repository speaks for no commit of it. */
export type UnverifiedReason =
  | 'no_revision'
  | 'abbreviated_revision'
  | 'foreign_revision'
  | 'base_commit'
  | 'never_a_head'
  | 'two_heads'
  | 'foreign_property'
  | 'no_such_pull_request'
  | 'ambiguous_pull_request'
  | 'not_on_branch'

/** Seen, and not counted. It never unblocks. */
export type Unverified = {
  readonly state: 'unverified'
  readonly repositoryId: number
  readonly pullRequest: number | null
  readonly reason: UnverifiedReason
  readonly reported: string | null
}

export type UnmatchedReason = 'no_binding' | 'several_repositories' | 'repository_gone' | 'several_hold_revision'

/** No repository is known for it. Kept, and matched when a binding appears. */
export type Unmatched = { readonly state: 'unmatched'; readonly reason: UnmatchedReason }

export type Attribution = Attributed | Unverified | Unmatched
