import type { Analysis } from '../analyses/analysis.ts'
import type { Unverified } from '../analyses/attribution.ts'
import type { BindingKind } from '../analyses/choose-repository.ts'
import type { AttributedAnalysis } from '../analyses/choose-result.ts'
import type { FileFault, RepositoryFile } from './repository-file.ts'

/** A pull request that has or had the commit as its head. Instants are milliseconds since the epoch. */
export type HeadOf = {
  readonly number: number
  readonly open: boolean
  /** Whether the commit is its head now. */
  readonly isHead: boolean
  /** Since when an analysis is owed: the head was pushed, the pull request re-opened, its base changed, a re-run asked for. */
  readonly waitingSince: number
  /** Analyses of the pull request up to this order were made against another base. */
  readonly retiredOrder: number | null
  readonly baseBranch: string
  /** Whether its base branch requires our check. */
  readonly checkRequired: boolean
}

/** A project of the repository. */
export type BoundProject = {
  readonly connection: string
  readonly key: string
  readonly name: string | null
  readonly kind: BindingKind
  readonly boundAt: number
  /** Whether it has spoken for the head of a pull request: until then a claimed project is not expected. */
  readonly spoken: boolean
}

export type Seen = { readonly analysis: Analysis; readonly unverified: Unverified }

/** All that the verdict of a commit depends on. */
export type CommitFacts = {
  readonly now: number
  readonly waitMs: number
  readonly file: RepositoryFile
  readonly fileFaults: readonly FileFault[]
  readonly pullRequests: readonly HeadOf[]
  readonly projects: readonly BoundProject[]
  /** Analyses that speak for the commit. */
  readonly results: readonly AttributedAnalysis[]
  /** Analyses that name a pull request with this head, and speak for no commit. */
  readonly seen: readonly Seen[]
  /** Ids of analyses before which none of the same branch is known. */
  readonly firsts: ReadonlySet<number>
}
