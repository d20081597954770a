import type { z } from 'zod'
import {
  howFound,
  remedySentence,
  type Sentence,
  seenSentence,
  titleOf,
  whatToDo,
} from '../../core/decorations/describe-verdict.ts'
import { measured, required } from '../../core/decorations/format-measure.ts'
import { dashboardUrl } from '../../core/decorations/sonarqube-links.ts'
import type { JudgedCondition } from '../../core/gates/condition.ts'
import { metricName } from '../../core/gates/metric.ts'
import { conclude } from '../../core/verdicts/conclude.ts'
import type { ProjectVerdict, VerdictAnalysis } from '../../core/verdicts/verdict.ts'
import type { Links } from '../../flow/ports.ts'
import type { FoundVerdict } from '../find-commit-verdict.ts'
import { sonarQubePlace } from '../sonarqube-place.ts'
import type { AnalysisAnswer, ConditionAnswer, ProjectAnswer, VerdictAnswer } from './verdict-schema.ts'

/** The verdict tree as the API gives it. Only what the schema names goes out. */
export function verdictAnswer(links: Links, { verdict, decidedAt, repository, sha }: FoundVerdict): VerdictAnswer {
  return {
    owner: repository.owner,
    repo: repository.name,
    sha,
    url: links.commitPage(repository, sha),
    state: verdict.state,
    conclusion: conclude(verdict),
    title: titleOf(verdict),
    mode: verdict.mode,
    pullRequest: verdict.pullRequest,
    blocksMerge: verdict.blocksMerge,
    decidedAt: instant(decidedAt),
    projects: verdict.projects.map((project) => projectAnswer(links, project)),
    whatToDo: whatToDo(verdict).map(plain),
    fileFaults: verdict.fileFaults.map(({ message, line, column }) => ({ message, line, column })),
    unusedKeys: [...verdict.unusedKeys],
  }
}

function projectAnswer(links: Links, project: ProjectVerdict): z.infer<typeof ProjectAnswer> {
  const { connection, key, name, state, reason, gate, pullRequest, branch, standIn, binding, laterFailure } = project
  const place = sonarQubePlace(links, project)
  return {
    ...{ connection, key, name, state, reason, gate, pullRequest, branch, standIn, binding, laterFailure },
    conditions: project.conditions.map(conditionAnswer),
    analysis: project.analysis === null ? null : analysisAnswer(project.analysis),
    found: howFound(project).map(plain),
    seen: project.seen.map((seen) => ({
      reason: seen.reason,
      reported: seen.reported,
      receivedAt: instant(seen.receivedAt),
      text: plain(seenSentence(seen)),
      remedy: plain(remedySentence(seen.reason)),
    })),
    waitingSince: instant(project.waitingSince),
    deadline: instant(project.deadline),
    url: place === null ? null : dashboardUrl(place),
  }
}

function conditionAnswer(condition: JudgedCondition): z.infer<typeof ConditionAnswer> {
  const { metric, operator, threshold, value, outcome, applies } = condition
  return {
    ...{ metric, operator, threshold, value, outcome, applies },
    name: metricName(metric),
    required: required(condition),
    measured: measured(condition),
  }
}

function analysisAnswer(analysis: VerdictAnalysis): z.infer<typeof AnalysisAnswer> {
  const { taskId, scope, analysedAt, flippedAt, namedBy, reported } = analysis
  const isBranch = scope.kind === 'branch'
  return {
    ...{ taskId, namedBy, reported },
    scope: scope.kind,
    pullRequestKey: isBranch ? null : scope.key,
    branch: isBranch && !scope.isMain ? scope.name : null,
    mainBranch: isBranch && scope.isMain,
    analysedAt: instant(analysedAt),
    flippedAt: instant(flippedAt),
  }
}

function plain(sentence: Sentence): string {
  return sentence.map((part) => ('text' in part ? part.text : part.code)).join('')
}

function instant(at: number): string
function instant(at: number | null): string | null
function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
