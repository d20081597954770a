import type { AnalysisScope } from '../analyses/analysis.ts'
import type { NamedBy, UnverifiedReason } from '../analyses/attribution.ts'
import type { BindingKind } from '../analyses/choose-repository.ts'
import type { JudgedCondition } from '../gates/condition.ts'
import type { NotComputedReason } from '../gates/gate-outcome.ts'
import type { FileFault, Mode } from './repository-file.ts'

/** Worst first: the verdict of a commit is the worst of its projects'. */
export const states = [
  'failed',
  'analysis_failed',
  'missing',
  'waiting',
  'not_computed',
  'waived',
  'passed',
  'not_affected',
] as const
export type State = (typeof states)[number]

/** The analysis that a verdict stands on. Instants are milliseconds since the epoch. */
export type VerdictAnalysis = {
  readonly id: number
  readonly taskId: string | null
  readonly analysedAt: number | null
  /** Set when an issue review changed the gate after the analysis. */
  readonly flippedAt: number | null
  readonly scope: AnalysisScope
  readonly namedBy: NamedBy
  /** What the analysis reported, where that is another commit than the judged one. */
  readonly reported: string | null
}

/** An analysis that was seen and does not count, with the reason. */
export type SeenAnalysis = {
  readonly reason: UnverifiedReason
  readonly reported: string | null
  readonly receivedAt: number
}

export type ProjectVerdict = {
  readonly connection: string
  readonly key: string
  readonly name: string
  readonly state: State
  readonly reason: NotComputedReason | null
  /** The gate that judged, as SonarQube names it. */
  readonly gate: string | null
  readonly conditions: readonly JudgedCondition[]
  readonly analysis: VerdictAnalysis | null
  /** The pull request that it is judged for; null for a branch commit. */
  readonly pullRequest: number | null
  readonly branch: string | null
  /** A branch analysis judged for a pull request that has no analysis of its own. */
  readonly standIn: boolean
  /** How the project came to the repository; null when only an analysis says so. */
  readonly binding: BindingKind | null
  /** A later task of the same pull request or branch and commit that failed: a note, never the verdict. */
  readonly laterFailure: boolean
  readonly seen: readonly SeenAnalysis[]
  /** While waiting: since when, and when it becomes missing. */
  readonly waitingSince: number | null
  readonly deadline: number | null
}

/** What a commit is worth, with everything that it was judged by. The check run, the page and the API all render this. */
export type CommitVerdict = {
  readonly state: State
  /** It was waited for, and is no longer: a newer head took its place, or its pull request closed. */
  readonly ended: boolean
  /** The pull request whose verdict is the worst; null for a branch commit. */
  readonly pullRequest: number | null
  /** Whether a merge waits for this commit: the head of an open pull request, or a merge group. */
  readonly blocksMerge: boolean
  readonly mode: Mode
  /** Whether a ruleset or branch protection requires the check; known, and asked, only where nothing else would be posted. */
  readonly checkRequired: boolean
  readonly projects: readonly ProjectVerdict[]
  readonly fileFaults: readonly FileFault[]
  /** Keys of the repository file that this version reads and does not act on yet. */
  readonly unusedKeys: readonly string[]
}
