import type { Subject } from '../subject.ts'
import { done, type RunOutcome } from './outcome.ts'
import { type ReadFileDeps, readFile } from './read-file.ts'
import { type ReadInDeps, readInInstallations, readInRepository } from './read-in.ts'
import { type ReconcileCommitDeps, reconcileCommit } from './reconcile-commit.ts'
import { type SettleAnalysisDeps, settleAnalysis } from './settle-analysis.ts'

export type RunDeps = ReconcileCommitDeps & SettleAnalysisDeps & ReadInDeps & ReadFileDeps

/** Looks at a due subject as a whole. */
export function runSubject(deps: RunDeps, subject: Subject): Promise<RunOutcome> {
  switch (subject.kind) {
    case 'commit':
      return reconcileCommit(deps, subject)
    case 'analysis':
      return settleAnalysis(deps, subject.id)
    case 'repository':
      return readInRepository(deps, subject.id)
    case 'file':
      return readFile(deps, subject.repositoryId)
    case 'installations':
      return readInInstallations(deps)
    default:
      return Promise.resolve(done)
  }
}
