import type { Analysis } from '../../core/analyses/analysis.ts'
import type { Attribution } from '../../core/analyses/attribution.ts'
import { mergeLiveGate } from '../../core/analyses/merge-live-gate.ts'
import type { Facts } from '../facts.ts'
import { installationLane } from '../lanes.ts'
import type { AnalysisRecord, Clock, GitHub, Reader, Repository, SonarQube, Transact } from '../ports.ts'
import { askGitHub } from './ask-github.ts'
import { findRepository } from './find-repository.ts'
import { done, type RunOutcome } from './outcome.ts'

export type SettleAnalysisDeps = {
  readonly reader: Reader
  readonly transact: Transact
  readonly gitHub: GitHub
  readonly sonarQube: SonarQube
  readonly clock: Clock
  readonly learning: boolean
}

/** Finds the repository and the commit that an analysis speaks for, keeps them with the explanation, and marks the commit. */
export async function settleAnalysis(deps: SettleAnalysisDeps, id: number): Promise<RunOutcome> {
  const record = await deps.reader.analysis(id)
  if (record === null) return done
  if (record.reread) await rereadGate(deps, record)

  const { analysis } = record
  const found = await findRepository(deps, analysis)
  const attribution =
    'unmatched' in found
      ? ({ state: 'unmatched', reason: found.unmatched } as const)
      : await askGitHub(deps, found.repository, analysis)
  const repository = 'unmatched' in found ? null : found.repository
  await deps.transact(async (facts) => {
    if (!('unmatched' in found) && found.isNew && attribution.state === 'attributed') {
      await facts.bind(
        { ...bindingOf(analysis), repositoryId: found.repository.id, kind: found.kind },
        deps.clock.now(),
      )
    }
    await keep(facts, record, attribution, repository, deps.clock.now())
  })
  return done
}

function bindingOf({ connection, project }: Analysis) {
  return { connection, projectKey: project.key, projectName: project.name }
}

async function keep(
  facts: Facts,
  { analysis, attribution: before }: AnalysisRecord,
  attribution: Attribution,
  repository: Repository | null,
  now: number,
): Promise<void> {
  await facts.attribute(analysis.id, attribution)
  if (before?.state === 'attributed' && !isSameCommit(before, attribution) && repository !== null) {
    const { repositoryId, sha } = before
    await facts.mark({ kind: 'commit', repositoryId, sha }, installationLane(repository), now)
  }
  if (repository === null) return
  const lane = installationLane(repository)
  if (attribution.state === 'attributed') {
    const { repositoryId, sha } = attribution
    await facts.mark({ kind: 'commit', repositoryId, sha }, lane, now)
  }
  if (attribution.state === 'unverified' && attribution.pullRequest !== null) {
    const pullRequest = await facts.findPullRequest(repository.id, attribution.pullRequest)
    if (pullRequest === null) return
    await facts.mark({ kind: 'commit', repositoryId: repository.id, sha: pullRequest.head }, lane, now)
  }
}

function isSameCommit(a: Attribution, b: Attribution): boolean {
  return a.state === 'attributed' && b.state === 'attributed' && a.repositoryId === b.repositoryId && a.sha === b.sha
}

/** Of flips that tie only SonarQube knows which came last; a re-run asks it too. Unreachable: what is known stands. */
async function rereadGate({ sonarQube, transact }: SettleAnalysisDeps, { analysis }: AnalysisRecord): Promise<void> {
  const gate = await sonarQube.gateStatus(analysis.connection, analysis.project.key, analysis.scope)
  const merged = gate === null ? null : mergeLiveGate(analysis.gate, gate)
  await transact((facts) => facts.rereadGate(analysis.id, merged))
}
