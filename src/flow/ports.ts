import type { Analysis, AnalysisScope, ReportedGate } from '../core/analyses/analysis.ts'
import type { Attribution } from '../core/analyses/attribution.ts'
import type { Binding } from '../core/analyses/choose-repository.ts'
import type { AttributedAnalysis } from '../core/analyses/choose-result.ts'
import type { PullRequestFacts } from '../core/analyses/repository-facts.ts'
import type { CheckRunContent } from '../core/decorations/check-run-content.ts'
import type { BoundProject, HeadOf, Seen } from '../core/verdicts/commit-facts.ts'
import type { FileFault, RepositoryFile } from '../core/verdicts/repository-file.ts'
import type { CommitVerdict } from '../core/verdicts/verdict.ts'
import type { Facts } from './facts.ts'
import type { Subject } from './subject.ts'

/** Instants are milliseconds since the epoch everywhere. */
export type Clock = { now(): number }

/** A repository on which the app is installed. `id` is GitHub's and survives renames and transfers. */
export type Repository = {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly installationId: number
  readonly defaultBranch: string | null
}

export type Installation = { readonly id: number; readonly account: string; readonly suspended: boolean }

export type CommitRef = { readonly repositoryId: number; readonly sha: string }

/** A pull request as GitHub says it is now. */
export type PullRequestState = {
  readonly number: number
  readonly open: boolean
  readonly draft: boolean
  readonly author: string | null
  readonly head: string
  readonly headBranch: string
  readonly fromFork: boolean
  readonly baseBranch: string
  readonly baseSha: string
  /** GitHub's own time of the last change, by which late events are known. Precision: one second. */
  readonly updatedAt: number
}

export type KnownPullRequest = PullRequestState & {
  readonly retiredOrder: number | null
  readonly waitingSince: number
}

/** A delivery as it came, kept beside what was read from it. */
export type Delivery = {
  readonly source: 'github' | 'sonarqube'
  /** Event name of GitHub, connection of SonarQube. */
  readonly name: string
  /** GitHub's delivery id; SonarQube gives none. */
  readonly externalId: string | null
  readonly receivedAt: number
  readonly body: string
}

/** Runs the work in one transaction: all of it is kept, durably, or nothing. */
export type Transact = <T>(work: (facts: Facts) => Promise<T>) => Promise<T>

/** A subject that is due, with what its run needs to be settled. */
export type DueSubject = {
  readonly subject: Subject
  readonly lane: string
  readonly dueAt: number
  /** Counts the marks: a mark that comes during a run keeps the subject due. */
  readonly marks: number
  readonly attempts: number
}

export type Queue = {
  /** The subjects that are due, oldest first; none of a lane or subject that is busy. */
  take(
    now: number,
    limit: number,
    busy: { readonly lanes: readonly string[]; readonly subjects: readonly string[] },
  ): Promise<readonly DueSubject[]>
  /** The run ended well: the subject leaves the queue, or stays until `nextAt`, unless it was marked meanwhile. */
  settle(due: DueSubject, nextAt: number | null): Promise<void>
  /** The run failed: again at `at`, or parked (null) until somebody marks it. */
  retry(due: DueSubject, at: number | null, fault: string): Promise<void>
  /** The run could not start: again at `at`; not a failed attempt. */
  postpone(due: DueSubject, at: number): Promise<void>
  nextDueAt(): Promise<number | null>
}

/** What a run reads. Outside any transaction. */
export type Reader = {
  repository(id: number): Promise<Repository | null>
  repositoryByName(owner: string, name: string): Promise<Repository | null>
  commitFacts(commit: CommitRef): Promise<CommitRecords>
  analysis(id: number): Promise<AnalysisRecord | null>
  bindings(connection: string, projectKey: string): Promise<readonly Binding[]>
  /** Repositories in which GitHub told us of the commit. */
  holders(sha: string): Promise<readonly number[]>
  /** Those of the repositories that have a project bound by something stronger than a claim. */
  closedToClaims(repositoryIds: readonly number[]): Promise<ReadonlySet<number>>
  pullRequest(repositoryId: number, number: number): Promise<PullRequestFacts | null>
  pullRequestsWithHead(repositoryId: number, sha: string): Promise<readonly PullRequestFacts[]>
  isOnBranch(repositoryId: number, branch: string, sha: string): Promise<boolean>
  file(repositoryId: number): Promise<FileRecord | null>
  newestVerdict(commit: CommitRef): Promise<VerdictRecord | null>
  publication(commit: CommitRef): Promise<Publication | null>
}

export type AnalysisRecord = {
  readonly analysis: Analysis
  /** Told where `reread` is: a later analysis of the branch or pull request is known, and SonarQube's live status is its. */
  readonly superseded: boolean
  readonly reread: boolean
  readonly attribution: Attribution | null
}

export type CommitRecords = {
  readonly pullRequests: readonly Omit<HeadOf, 'checkRequired'>[]
  readonly projects: readonly BoundProject[]
  readonly results: readonly AttributedAnalysis[]
  readonly seen: readonly Seen[]
  readonly firsts: ReadonlySet<number>
}

export type FileRecord = {
  readonly file: RepositoryFile
  readonly faults: readonly FileFault[]
  readonly stale: boolean
}

export type VerdictRecord = { readonly verdict: CommitVerdict; readonly decidedAt: number }

/** What was last published for a commit. `checkRunId` is null while it is not known whether GitHub has the run. */
export type Publication = {
  readonly checkRunId: number | null
  readonly generation: number
  /** Fingerprint of the published content; null when it must be published again. */
  readonly content: string | null
  readonly completed: boolean
}

/** GitHub, on behalf of the installation that the repository belongs to. Null: GitHub has no such thing, or hides it. */
export type GitHub = {
  installations(): Promise<readonly Installation[]>
  repositoriesOf(installationId: number): Promise<readonly Repository[]>
  repository(repository: Repository): Promise<Repository | null>
  openPullRequests(repository: Repository): Promise<readonly PullRequestState[]>
  pullRequest(repository: Repository, number: number): Promise<PullRequestState | null>
  pullRequestCommits(repository: Repository, number: number): Promise<ReadonlySet<string>>
  parents(repository: Repository, sha: string): Promise<readonly string[] | null>
  isOnBranch(repository: Repository, branch: string, sha: string): Promise<boolean>
  /** The text of a file of the default branch. */
  file(repository: Repository, path: string): Promise<string | null>
  /** Whether the branch requires our check, by a ruleset or by classic protection. */
  requiresCheck(repository: Repository, branch: string): Promise<boolean>
  newestCheckRun(
    repository: Repository,
    sha: string,
  ): Promise<{ readonly id: number; readonly externalId: string; readonly completed: boolean } | null>
  createCheckRun(repository: Repository, sha: string, externalId: string, content: CheckRunContent): Promise<number>
  /** False when GitHub no longer has the run. */
  updateCheckRun(repository: Repository, id: number, content: CheckRunContent): Promise<boolean>
}

export type SonarQube = {
  /** The live gate status; null when there is no token, or SonarQube does not know the branch or pull request. */
  gateStatus(connection: string, projectKey: string, scope: AnalysisScope): Promise<ReportedGate | null>
  /** Whether the live status is that of the analysis whose scan started then; false where SonarQube does not say so. */
  isCurrent(connection: string, projectKey: string, scope: AnalysisScope, analysedAt: number | null): Promise<boolean>
}

/** Reads `.github/sluicegate.yml`; faults carry the line. A file with a fault gives what could be read of it as null. */
export type ParseRepositoryFile = (text: string) => {
  readonly file: RepositoryFile | null
  readonly faults: readonly FileFault[]
}

export type Links = {
  /** Base address of a connection, without a trailing slash; null for one that is not configured any more. */
  sonarQube(connection: string): string | null
  /** The page of a commit, with its key. */
  commitPage(repository: Pick<Repository, 'owner' | 'name'>, sha: string): string
}

export type Fingerprint = (text: string) => string
