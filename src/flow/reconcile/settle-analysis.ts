import type { Analysis } from '../../core/analyses/analysis.ts'
import type { Attribution, Unverified } from '../../core/analyses/attribution.ts'
import { isSameGate } from '../../core/analyses/judge-flip.ts'
import { mergeLiveGate } from '../../core/analyses/merge-live-gate.ts'
import type { Facts } from '../facts.ts'
import { installationLane } from '../lanes.ts'
import type { AnalysisRecord, Clock, GitHub, Reader, Repository, SonarQube, Transact } from '../ports.ts'
import { askGitHub } from './ask-github.ts'
import { type FoundRepository, findRepository } from './find-repository.ts'
import { done, type RunOutcome } from './outcome.ts'
import type { ReadFileDeps } from './read-file.ts'

export type SettleAnalysisDeps = ReadFileDeps & {
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
  // While SonarQube cannot be asked, what is known stands, and must be shown; that it could not is for the next attempt.
  const [reread] = await Promise.allSettled(record.reread ? [rereadGate(deps, record)] : [])
  await settle(deps, record)
  if (reread?.status === 'rejected') throw reread.reason
  return done
}

async function settle(deps: SettleAnalysisDeps, { analysis, attribution: before }: AnalysisRecord): Promise<void> {
  const found = await findRepository(deps, analysis)
  const repository = 'unmatched' in found ? null : found.repository
  const attribution: Attribution =
    'unmatched' in found
      ? { state: 'unmatched', reason: found.unmatched }
      : await askGitHub(deps, found.repository, analysis)
  const former =
    before === null || before.state === 'unmatched' ? null : await deps.reader.repository(before.repositoryId)
  const now = deps.clock.now()
  await deps.transact(async (facts) => {
    if (!('unmatched' in found) && found.isNew && attribution.state === 'attributed') {
      // Its other analyses came before it was known where they belong.
      for (const other of await facts.bind(bindingOf(analysis, found), now)) {
        if (other !== analysis.id)
          await facts.mark({ kind: 'analysis', id: other }, installationLane(found.repository), now)
      }
    }
    await facts.attribute(analysis.id, attribution)
    await markConcerned(facts, before, former, now)
    await markConcerned(facts, attribution, repository, now)
  })
}

function bindingOf(
  { connection, project }: Analysis,
  { repository, kind }: Extract<FoundRepository, { kind: unknown }>,
) {
  return { connection, projectKey: project.key, projectName: project.name, repositoryId: repository.id, kind }
}

/** Due is the commit that an analysis speaks for, or the head of the pull request on which it is shown as not counted. */
async function markConcerned(
  facts: Facts,
  attribution: Attribution | null,
  repository: Repository | null,
  now: number,
) {
  if (attribution === null || attribution.state === 'unmatched' || repository === null) return
  const sha = attribution.state === 'attributed' ? attribution.sha : await headOf(facts, attribution)
  if (sha === null) return
  await facts.mark({ kind: 'commit', repositoryId: repository.id, sha }, installationLane(repository), now)
}

async function headOf(facts: Facts, { repositoryId, pullRequest }: Unverified): Promise<string | null> {
  return pullRequest === null ? null : ((await facts.findPullRequest(repositoryId, pullRequest))?.head ?? null)
}

/** Of flips that tie only SonarQube knows which came last; a re-run asks it too. Where it does not say, what is known stands. */
async function rereadGate(deps: SettleAnalysisDeps, { analysis, superseded }: AnalysisRecord): Promise<void> {
  const live = analysis.succeeded && !superseded ? await liveGate(deps.sonarQube, analysis) : null
  await deps.transact(async (facts) => {
    if (live === null) return facts.rereadGate(analysis.id, null)
    const current = await facts.findFlipped(analysis)
    // The answer is about the task that was processed last, and older than a flip that came meanwhile.
    if (current?.id !== analysis.id) return facts.rereadGate(analysis.id, null)
    if (current.flippedAt === analysis.flippedAt && isSameGate(current.gate, analysis.gate)) {
      await facts.rereadGate(analysis.id, mergeLiveGate(analysis.gate, live))
    }
  })
}

/** The live status is that of the newest analysis, which may be one that we never heard of: its date tells, before and after. */
async function liveGate(sonarQube: SonarQube, { connection, project, scope, analysedAt }: Analysis) {
  const isCurrent = () => sonarQube.isCurrent(connection, project.key, scope, analysedAt)
  if (!(await isCurrent())) return null
  const live = await sonarQube.gateStatus(connection, project.key, scope)
  return (await isCurrent()) ? live : null
}
