import type { Analysis, AnalysisReport, ReportedGate } from '../core/analyses/analysis.ts'
import type { Attribution } from '../core/analyses/attribution.ts'
import type { Binding } from '../core/analyses/choose-repository.ts'
import type { FlippedTask } from '../core/analyses/judge-flip.ts'
import type { FileFault, RepositoryFile } from '../core/verdicts/repository-file.ts'
import type { CommitVerdict } from '../core/verdicts/verdict.ts'
import type { CommitRef, Delivery, KnownPullRequest, Publication, PullRequestState, Repository } from './ports.ts'
import type { Subject } from './subject.ts'

/** What can be recorded, inside a transaction. */
export type Facts = DeliveryFacts & AnalysisFacts & GitHubFacts & DueMarks & RunFacts

export type DeliveryFacts = {
  /** The number of the delivery, greater than all before; null if this `externalId` was seen before. */
  recordDelivery(delivery: Delivery): Promise<number | null>
  /** The number of the newest delivery; 0 before the first. */
  newestOrder(): Promise<number>
  /** Takes back a delivery that turned out to say nothing new. */
  forgetDelivery(order: number): Promise<void>
}

export type AnalysisFacts = {
  /** The id of the new analysis; null if its task was seen before. */
  addAnalysis(analysis: Omit<Analysis, 'id' | 'flippedAt'>): Promise<number | null>
  /** The last processed task of the branch or pull request with this start and revision. */
  findFlipped(
    flip: AnalysisReport & { readonly connection: string },
  ): Promise<(FlippedTask & { readonly id: number }) | null>
  /** A flip with this start and revision that came before its task, and stands for its result. */
  findEarlyFlip(
    task: AnalysisReport & { readonly connection: string },
  ): Promise<{ readonly gate: ReportedGate | null; readonly flippedAt: number | null } | null>
  /** Replaces the gate of an analysis by what a flip says, and records the flip. `reread`: SonarQube must be asked which stands. */
  flip(
    id: number,
    change: {
      readonly gate: ReportedGate | null
      readonly changedAt: number
      readonly order: number
      readonly reread: boolean
    },
  ): Promise<void>
}

export type GitHubFacts = {
  upsertRepository(repository: Repository): Promise<void>
  /** Takes a repository from an installation; one that another installation has by now stays. */
  removeRepository(id: number, installationId: number | null): Promise<void>
  setInstallation(
    id: number,
    state: { readonly account: string; readonly suspended: boolean; readonly gone: boolean },
  ): Promise<void>
  findPullRequest(repositoryId: number, number: number): Promise<KnownPullRequest | null>
  savePullRequest(
    repositoryId: number,
    state: PullRequestState,
    waits: { readonly since: number; readonly retiredOrder: number | null },
  ): Promise<void>
  addHead(repositoryId: number, number: number, sha: string, at: number): Promise<void>
  addBranchCommits(repositoryId: number, branch: string, shas: readonly string[], at: number): Promise<void>
  /** The file of the default branch must be read again. */
  staleFile(repositoryId: number): Promise<void>
  /** Analyses without a commit, or whose commit is on no known branch, that report one of these revisions. */
  unsettledAnalyses(revisions: readonly string[]): Promise<readonly number[]>
  /** Analyses without a commit whose project is bound to the repository. */
  homelessAnalyses(repositoryId: number): Promise<readonly number[]>
  /** Analyses without a commit that report this new head, or name a pull request that has it. */
  unsettledFor(commit: CommitRef): Promise<readonly number[]>
  /** The check run of a commit was asked for again: what was published is to be discarded. */
  discardPublication(commit: CommitRef): Promise<void>
  /** SonarQube is to be asked again for the analyses that speak for the commit; their ids. */
  rereadAnalyses(commit: CommitRef): Promise<readonly number[]>
  /** Starts the wait of the open pull requests with this head anew. */
  waitAgain(commit: CommitRef, since: number): Promise<void>
  openPullRequests(repositoryId: number): Promise<readonly { readonly number: number; readonly head: string }[]>
}

export type DueMarks = {
  /** The subject is to be looked at, now or at a later instant; an earlier mark stands. */
  mark(subject: Subject, lane: string, at: number): Promise<void>
}

/** What a run of a due subject records. */
export type RunFacts = {
  attribute(analysisId: number, attribution: Attribution): Promise<void>
  /** Adds a binding; answers the ids of the project's analyses that have no commit yet. */
  bind(
    binding: { readonly connection: string; readonly projectKey: string; readonly projectName: string } & Binding,
    at: number,
  ): Promise<readonly number[]>
  /** The project has spoken for the head of a pull request of the repository. */
  spoke(connection: string, projectKey: string, repositoryId: number): Promise<void>
  /**
   * Replaces the projects that the repository's file claims, and keeps what it says. Answers the ids of the analyses whose
   * project changed hands: their commit is to be found again. Null, and nothing is kept, where a reading that began later is
   * kept already.
   */
  saveFile(
    repositoryId: number,
    file: RepositoryFile,
    faults: readonly FileFault[],
    at: number,
  ): Promise<readonly number[] | null>
  /** What SonarQube itself said when it was asked again. */
  rereadGate(analysisId: number, gate: ReportedGate | null): Promise<void>
  /** Appends the verdict if it differs from the newest one. */
  addVerdict(commit: CommitRef, verdict: CommitVerdict, at: number): Promise<void>
  savePublication(commit: CommitRef, publication: Publication): Promise<void>
}
