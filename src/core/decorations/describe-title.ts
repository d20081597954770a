import type { JudgedCondition } from '../gates/condition.ts'
import type { NotComputedReason } from '../gates/gate-outcome.ts'
import type { CommitVerdict, ProjectVerdict } from '../verdicts/verdict.ts'
import { count } from './count.ts'
import { countProjects, decidingProjects, isUnmeasured, pullRequestsOf } from './deciding-projects.ts'

const maxTitle = 79

/** The verdict in under 80 characters, without any foreign text. */
export function titleOf(verdict: CommitVerdict): string {
  if (verdict.ended) return 'No longer waiting'
  if (verdict.mode === 'off') return 'off'
  const title = verdictTitle(verdict)
  const passes = verdict.state === 'passed' || verdict.state === 'not_affected' || verdict.state === 'waiting'
  const notes = [
    ...(verdict.mode === 'report' && !passes ? ['does not block'] : []),
    ...(pullRequestsOf(verdict).length > 1 ? [`pull request ${verdict.pullRequest}`] : []),
  ]
  return withNotes(title, notes)
}

/** With as many of the notes as there is room for; the summary has them all. */
function withNotes(title: string, notes: readonly string[]): string {
  const full = notes.length > 0 ? `${title} (${notes.join(', ')})` : title
  return full.length <= maxTitle ? full : withNotes(title, notes.slice(0, -1))
}

function verdictTitle(verdict: CommitVerdict): string {
  const projects = decidingProjects(verdict)
  const [worst] = projects
  if (worst === undefined) return 'No SonarQube project is bound to this repository'
  const all = countProjects(projects)
  if (all === 1) return titleOfOne(worst)
  const concerned = projects.filter(({ state }) => state === verdict.state)
  return titleOfSeveral(concerned, `${countProjects(concerned)} of ${all} projects`, projects)
}

function titleOfOne(project: ProjectVerdict): string {
  const applying = project.conditions.filter(({ applies }) => applies)
  switch (project.state) {
    case 'failed': {
      const broken = applying.filter(isBroken).length
      if (broken === 0) return 'SonarQube reports the quality gate as failed'
      return `${broken} of ${count(applying.length, 'condition')} failed`
    }
    case 'analysis_failed':
      return 'SonarQube could not process the analysis'
    case 'missing':
      return `No analysis within ${waited(project)}${seenNote(project)}`
    case 'waiting':
      return `Waiting for SonarQube's analysis${seenNote(project)}`
    case 'not_computed':
      return project.reason === null
        ? 'Quality gate not computed'
        : `Quality gate not computed: ${reasons[project.reason]}`
    case 'waived':
      return 'Covered by a waiver'
    case 'passed':
      return titleOfPassed(project, applying)
    case 'not_affected':
      return 'This change touches no SonarQube project'
  }
}

function titleOfPassed(project: ProjectVerdict, applying: readonly JudgedCondition[]): string {
  if (applying.length === 0) return 'Passed, but no conditions apply'
  if (isUnmeasured(project)) return 'Passed, but nothing was measured'
  return `Quality gate passed${ignoredNote([project])}`
}

function titleOfSeveral(concerned: readonly ProjectVerdict[], some: string, all: readonly ProjectVerdict[]): string {
  const [first] = concerned
  switch (first?.state) {
    case 'failed': {
      const broken = concerned.flatMap(({ conditions }) => conditions).filter(isBroken).length
      return broken === 0 ? `${some} failed` : `${some} failed: ${count(broken, 'condition')}`
    }
    case 'analysis_failed':
      return `SonarQube could not process the analysis of ${some}`
    case 'missing':
      return `No analysis of ${some} within ${waited(first)}`
    case 'waiting':
      return `Waiting for SonarQube's analysis of ${some}`
    case 'not_computed':
      return `Quality gate not computed for ${some}`
    case 'waived':
      return `${some} covered by a waiver`
    case 'passed': {
      const unmeasured = concerned.filter(isUnmeasured)
      if (unmeasured.length > 0)
        return `Passed, but nothing was measured in ${countProjects(unmeasured)} of ${countProjects(all)} projects`
      const untouched = countProjects(all.filter(({ state }) => state === 'not_affected'))
      const passed = `${count(countProjects(concerned), 'project')} passed`
      return `${passed}${untouched > 0 ? `, ${untouched} not affected` : ''}${ignoredNote(concerned)}`
    }
    default:
      return 'This change touches no SonarQube project'
  }
}

const reasons: Readonly<Record<NotComputedReason, string>> = {
  no_gate: 'SonarQube reported none',
  no_new_code_definition: 'no new code definition',
  unknown_gate_status: 'its status is unknown here',
  measures_unavailable: 'a condition could not be read',
  first_analysis: 'first analysis of the branch',
  nothing_measured: 'nothing was measured',
}

function isBroken({ applies, outcome }: JudgedCondition): boolean {
  return applies && outcome === 'broken'
}

function ignoredNote(projects: readonly ProjectVerdict[]): string {
  const ignored = projects
    .flatMap(({ conditions }) => conditions)
    .filter(({ applies, outcome }) => applies && outcome === 'ignored').length
  return ignored === 0 ? '' : `; ${count(ignored, 'condition')} ignored: small change`
}

function waited({ waitingSince, deadline }: ProjectVerdict): string {
  if (waitingSince === null || deadline === null) return 'the time allowed'
  return count(Math.round((deadline - waitingSince) / 60_000), 'minute')
}

function seenNote({ seen }: ProjectVerdict): string {
  return seen.length === 0 ? '' : `; ${seen.length} seen ${seen.length === 1 ? 'does' : 'do'} not count`
}
