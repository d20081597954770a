import type { Subject } from '../subject.ts'
import type { RunOutcome } from './outcome.ts'
import { type ReadFileDeps, readFile } from './read-file.ts'
import { type ReadInDeps, readInInstallation, readInInstallations, readInRepository } from './read-in.ts'
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
    case 'installation':
      return readInInstallation(deps, subject.id)
    case 'installations':
      return readInInstallations(deps)
  }
}
