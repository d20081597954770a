import type { AnalysisScope } from '../analyses/analysis.ts'
import type { BindingKind } from '../analyses/choose-repository.ts'
import type { ProjectVerdict, VerdictAnalysis } from '../verdicts/verdict.ts'
import { commitPart } from './describe-seen.ts'
import { formatTime } from './format-time.ts'
import type { Sentence } from './text-part.ts'

/** How the analysis that judged the project was found, a sentence each; while none is there, what is waited for. */
export function howFound(project: ProjectVerdict): readonly Sentence[] {
  const { analysis } = project
  return [
    ...(analysis === null ? waiting(project) : found(project, analysis)),
    ...(project.laterFailure
      ? [[{ text: 'A later task for this commit failed in SonarQube; the analysis before it still stands.' }]]
      : []),
    bindingSentence(project.binding),
  ]
}

function waiting({ state, waitingSince, deadline }: ProjectVerdict): readonly Sentence[] {
  if (state === 'not_affected')
    return [[{ text: 'This change touches no file of the project, so no analysis is expected.' }]]
  if (waitingSince === null || deadline === null) return [[{ text: 'No analysis speaks for this commit.' }]]
  const [since, until] = [formatTime(waitingSince), formatTime(deadline)]
  return state === 'missing'
    ? [
        [
          {
            text: `No analysis spoke for this commit between ${since} and ${until}. One that comes later still counts.`,
          },
        ],
      ]
    : [[{ text: `No analysis speaks for this commit yet. Waiting since ${since}, until ${until}.` }]]
}

function found(project: ProjectVerdict, analysis: VerdictAnalysis): readonly Sentence[] {
  return [
    named(analysis),
    ...(project.standIn ? [standIn(project)] : []),
    ...started(analysis),
    ...(analysis.flippedAt === null
      ? []
      : [[{ text: `The quality gate was changed by an issue review at ${formatTime(analysis.flippedAt)}.` }]]),
  ]
}

function named({ namedBy, reported, scope }: VerdictAnalysis): Sentence {
  const analysis: Sentence = [{ text: "SonarQube's analysis of " }, ...scopeParts(scope)]
  switch (namedBy) {
    case 'revision':
      return [...analysis, { text: ' reported this commit as its revision.' }]
    case 'second_parent':
      return [
        ...analysis,
        { text: ' reported the merge commit ' },
        commitPart(reported),
        { text: ', whose second parent is this head.' },
      ]
    case 'property':
      return [
        { text: 'The scanner named this commit by an analysis property. ' },
        ...analysis,
        ...(reported === null
          ? [{ text: ' reported the same revision, or none.' }]
          : [{ text: ' itself reported ' }, commitPart(reported), { text: '.' }]),
      ]
  }
}

/** What was analysed, to follow "the analysis of". */
export function scopeParts(scope: AnalysisScope): Sentence {
  if (scope.kind === 'pull_request') return [{ text: 'pull request ' }, { code: scope.key }]
  if (scope.isMain) return [{ text: 'the main branch' }]
  return scope.name === null ? [{ text: 'a branch' }] : [{ text: 'branch ' }, { code: scope.name }]
}

function standIn({ pullRequest }: ProjectVerdict): Sentence {
  const whose = pullRequest === null ? 'The pull request' : `Pull request ${pullRequest}`
  return [
    {
      text: `${whose} has no analysis of its own: the one of the branch stands in for it, with the conditions on new code only.`,
    },
  ]
}

function started({ analysedAt, taskId }: VerdictAnalysis): readonly Sentence[] {
  if (analysedAt === null && taskId === null) return []
  return [
    [
      { text: analysedAt === null ? 'Its' : `The scan is dated ${formatTime(analysedAt)}` },
      ...(taskId === null ? [] : [{ text: analysedAt === null ? ' task is ' : ', task ' }, { code: taskId }]),
      { text: '.' },
    ],
  ]
}

function bindingSentence(binding: BindingKind | null): Sentence {
  return binding === null
    ? [{ text: 'Only this analysis says that the project belongs to this repository.' }]
    : bindings[binding]
}

const bindings: Readonly<Record<BindingKind, Sentence>> = {
  set: [{ text: 'The project was bound to this repository in Sluicegate.' }],
  devops: [{ text: "The project is bound to this repository in SonarQube's own DevOps settings." }],
  file: [{ text: 'The project is named in ' }, { code: '.github/sluicegate.yml' }, { text: ' of the default branch.' }],
  property: [
    { text: 'The project was bound to this repository by the scanner, with ' },
    { code: 'sonar.analysis.repository' },
    { text: '.' },
  ],
  learned: [
    { text: 'The project was bound to this repository because only this one has the commit that it analysed.' },
  ],
}
