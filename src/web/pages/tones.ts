import { decidingProjects, isUnmeasured } from '../../core/decorations/deciding-projects.ts'
import type { ConditionOutcome } from '../../core/gates/condition.ts'
import type { CommitVerdict, ProjectVerdict, State } from '../../core/verdicts/verdict.ts'
import type { Tone } from './palette.ts'

const ofState: Readonly<Record<State, Tone>> = {
  failed: 'bad',
  analysis_failed: 'bad',
  missing: 'bad',
  waiting: 'wait',
  not_computed: 'warn',
  waived: 'quiet',
  passed: 'good',
  not_affected: 'quiet',
}

export const toneOfOutcome: Readonly<Record<ConditionOutcome, Tone>> = {
  broken: 'bad',
  unknown: 'warn',
  ignored: 'quiet',
  no_value: 'quiet',
  met: 'good',
}

/** Silence must not look like green. */
export function toneOfProject(project: ProjectVerdict): Tone {
  return project.state === 'passed' && isUnmeasured(project) ? 'quiet' : ofState[project.state]
}

export function toneOfCommit(verdict: CommitVerdict): Tone {
  if (verdict.mode === 'off') return 'quiet'
  const silent = verdict.state === 'passed' && decidingProjects(verdict).some(isUnmeasured)
  return silent ? 'quiet' : ofState[verdict.state]
}
