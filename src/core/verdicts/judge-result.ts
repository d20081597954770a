import type { BindingKind } from '../analyses/choose-repository.ts'
import type { ChosenResult } from '../analyses/choose-result.ts'
import { followSonarQube } from '../gates/follow-sonarqube.ts'
import type { ProjectVerdict } from './verdict.ts'

export type ResultReading = {
  readonly pullRequest: number | null
  readonly branch: string | null
  readonly newCodeOnly: boolean
  readonly standIn: boolean
  readonly binding: BindingKind | null
  readonly firsts: ReadonlySet<number>
}

/** The verdict of a project from the result that counts. */
export function judgeResult({ result, laterFailure }: ChosenResult, reading: ResultReading): ProjectVerdict {
  const { analysis, attribution } = result
  const outcome = analysis.succeeded
    ? followSonarQube(analysis.gate, {
        newCodeOnly: reading.newCodeOnly,
        branchAnalysis: analysis.scope.kind === 'branch',
        first: reading.firsts.has(analysis.id),
      })
    : { state: 'analysis_failed' as const, reason: null, conditions: [] }
  return {
    connection: analysis.connection,
    key: analysis.project.key,
    name: analysis.project.name,
    state: outcome.state,
    reason: outcome.reason,
    gate: analysis.gate?.name ?? null,
    conditions: outcome.conditions,
    analysis: {
      id: analysis.id,
      taskId: analysis.taskId,
      analysedAt: analysis.analysedAt,
      flippedAt: analysis.flippedAt,
      scope: analysis.scope,
      namedBy: attribution.namedBy,
      reported: attribution.reported,
    },
    pullRequest: reading.pullRequest,
    branch: reading.branch,
    standIn: reading.standIn,
    binding: reading.binding,
    laterFailure,
    seen: [],
    waitingSince: null,
    deadline: null,
  }
}
