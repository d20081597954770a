import type { ProjectVerdict, State } from '../verdicts/verdict.ts'
import type { Block } from './cut-markdown.ts'
import { isUnmeasured } from './deciding-projects.ts'
import { howFound } from './describe-analysis.ts'
import { conditionNotes, notApplying } from './describe-conditions.ts'
import { seenSentence } from './describe-seen.ts'
import { reasonSentence, stateWord } from './describe-words.ts'
import { conditionRows, conditionsHead } from './render-conditions.ts'
import { code, link } from './safe-markdown.ts'
import { sentenceMarkdown } from './sentence-markdown.ts'
import { dashboardUrl, type ProjectPlace } from './sonarqube-links.ts'

const maxSeen = 5

export type ProjectContext = {
  /** Base address of the project's SonarQube, null for none. */
  readonly base: string | null
  /** Whether projects of several connections, or for several pull requests, stand in the same summary. */
  readonly showConnection: boolean
  readonly showPullRequest: boolean
}

/** What the summary says of a project: its state, its conditions as rows that may be cut, how its analysis was found. */
export function renderProject(project: ProjectVerdict, context: ProjectContext): Block {
  const place: ProjectPlace | null =
    context.base === null ? null : { base: context.base, key: project.key, scope: project.analysis?.scope ?? null }
  const rows = conditionRows(project.conditions, place)
  const hasGate = project.state === 'passed' || project.conditions.length > 0
  return {
    head: [
      `### ${headline(project)}`,
      '',
      facts(project, context, place).join(' · '),
      '',
      ...(project.reason === null ? [] : [reasonSentence(project.reason), '']),
      ...(rows.length > 0 ? conditionsHead : []),
    ],
    rows,
    tail: [
      ...(rows.length > 0 ? [''] : []),
      ...(hasGate ? notes(project.conditions) : []),
      project.analysis === null ? '**The analysis**' : '**How the analysis was found**',
      '',
      ...howFound(project).map((sentence) => `- ${sentenceMarkdown(sentence)}`),
      '',
      ...seenLines(project),
    ],
  }
}

function notes(conditions: ProjectVerdict['conditions']): readonly string[] {
  return [...conditionNotes(conditions), ...notApplying(conditions)].flatMap((note) => [sentenceMarkdown(note), ''])
}

function headline(project: ProjectVerdict): string {
  const name = code(project.name)
  return project.state === 'passed' && isUnmeasured(project)
    ? `⚪ ${name}: passed, but nothing was measured`
    : `${icons[project.state]} ${name}: ${stateWord(project.state)}`
}

function facts(project: ProjectVerdict, context: ProjectContext, place: ProjectPlace | null): readonly string[] {
  const url = place === null ? null : dashboardUrl(place)
  return [
    ...(project.key === project.name ? [] : [`Project ${code(project.key)}`]),
    ...(context.showConnection ? [`Connection ${code(project.connection)}`] : []),
    ...(context.showPullRequest && project.pullRequest !== null ? [`For pull request ${project.pullRequest}`] : []),
    ...(project.branch === null ? [] : [`Branch ${code(project.branch)}`]),
    ...(project.gate === null ? [] : [`Quality gate ${code(project.gate)}`]),
    ...(url === null ? [] : [link('Open in SonarQube', url)]),
  ]
}

function seenLines({ seen }: ProjectVerdict): readonly string[] {
  if (seen.length === 0) return []
  const newest = seen.toSorted((a, b) => b.receivedAt - a.receivedAt)
  return [
    '**Seen, and not counted**',
    '',
    ...newest.slice(0, maxSeen).map((one) => `- ${sentenceMarkdown(seenSentence(one))}`),
    ...(seen.length > maxSeen ? [`- and ${seen.length - maxSeen} more before.`] : []),
    '',
  ]
}

const icons: Readonly<Record<State, string>> = {
  failed: '❌',
  analysis_failed: '❌',
  missing: '⌛',
  waiting: '⏳',
  not_computed: '❔',
  waived: '🟡',
  passed: '✅',
  not_affected: '⚪',
}
