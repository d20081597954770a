import type { NotComputedReason } from '../gates/gate-outcome.ts'
import type { CommitVerdict, ProjectVerdict } from '../verdicts/verdict.ts'
import { countProjects, decidingProjects, isUnmeasured } from './deciding-projects.ts'
import { remedySentence } from './describe-seen.ts'
import type { Sentence, TextPart } from './text-part.ts'

/** What a person does next, the first thing first. Empty when there is nothing to do. */
export function whatToDo(verdict: CommitVerdict): readonly Sentence[] {
  if (verdict.ended) return [noLongerOwed]
  if (verdict.mode === 'off') return [turnOn]
  const projects = decidingProjects(verdict)
  if (projects.length === 0) return bindOne
  const advised = Map.groupBy(projects, (project) => JSON.stringify(adviceFor(project)))
  const several = countProjects(projects) > 1
  return [...advised.values()].flatMap((alike) => {
    const [first] = alike
    const advice = first === undefined ? [] : adviceFor(first)
    return advice.map((sentence, at) => (several && at === 0 ? [...names(alike), ...sentence] : sentence))
  })
}

function adviceFor(project: ProjectVerdict): readonly Sentence[] {
  switch (project.state) {
    case 'failed':
      return fix(project)
    case 'analysis_failed':
      return [
        [
          {
            text: 'Read the error under Background Tasks of the project in SonarQube, correct it, and run the scanner again.',
          },
        ],
      ]
    case 'missing':
    case 'waiting':
      return bringAnalysis(project)
    case 'not_computed':
      return project.reason === null ? [] : [[{ text: notComputed[project.reason] }]]
    case 'passed':
      return isUnmeasured(project) ? [[{ text: lookAtScan }]] : []
    case 'waived':
    case 'not_affected':
      return []
  }
}

function fix({ conditions }: ProjectVerdict): readonly Sentence[] {
  const broken = conditions.filter(({ applies, outcome }) => applies && outcome === 'broken')
  if (broken.length === 0) {
    return [[{ text: 'Open the project in SonarQube: its gate is failed, and no condition in its report says why.' }]]
  }
  const below =
    broken.length === 1 ? 'failed condition below measures' : `${broken.length} failed conditions below measure`
  const accept = ' An issue that is no problem can be accepted in SonarQube: this check follows at once.'
  return [[{ text: `Fix what the ${below}, and push.${broken.some(countsIssues) ? accept : ''}` }]]
}

/** Whether the review of an issue in SonarQube can change the measure. */
function countsIssues({ metric }: { readonly metric: string }): boolean {
  return /violations|issues?|bugs|vulnerabilities|code_smells|rating|severity|hotspots/.test(metric)
}

function bringAnalysis(project: ProjectVerdict): readonly Sentence[] {
  const last = project.seen.at(-1)
  if (last !== undefined) return [remedySentence(last.reason)]
  const expected: Sentence =
    project.pullRequest === null ? [] : [{ text: ' with ' }, { code: `sonar.pullrequest.key=${project.pullRequest}` }]
  const scan: Sentence = [
    { text: 'the pipeline of this commit runs the scanner' },
    ...expected,
    { text: " (or analyses its branch), and SonarQube's webhook leads to Sluicegate." },
  ]
  return project.state === 'waiting'
    ? [[{ text: 'Nothing to do while the scanner runs. If nothing comes, check that ' }, ...scan]]
    : [[{ text: 'Run the analysis of this commit. Check that ' }, ...scan]]
}

/** "`shop-api` and 2 more: " before what is to be done for these projects. */
function names(projects: readonly ProjectVerdict[]): readonly TextPart[] {
  const keys = [...new Set(projects.map(({ key }) => key))]
  const more = keys.length - 3
  return [
    ...keys.slice(0, 3).flatMap((key, at): readonly TextPart[] => [...(at > 0 ? [{ text: ', ' }] : []), { code: key }]),
    { text: more > 0 ? ` and ${more} more: ` : ': ' },
  ]
}

const noLongerOwed: Sentence = [
  {
    text: 'Nothing to do: this commit is no longer the head of an open pull request. An analysis that still arrives is shown here.',
  },
]

const turnOn: Sentence = [
  { text: 'To have merges judged here, set ' },
  { code: 'mode: enforce' },
  { text: ' in ' },
  { code: '.github/sluicegate.yml' },
  { text: ' on the default branch.' },
]

const bindOne: readonly Sentence[] = [
  [
    { text: 'This check is required, and no SonarQube project is bound to this repository. Name one in ' },
    { code: '.github/sluicegate.yml' },
    { text: ' on the default branch: ' },
    { code: 'projects: [{ key: YOUR_PROJECT_KEY }]' },
    { text: '.' },
  ],
]

const lookAtScan =
  'Check that the scan covers the changed files (sources, exclusions, coverage report): what is not measured fails no gate.'

const notComputed: Readonly<Record<NotComputedReason, string>> = {
  no_gate: 'Give the project a quality gate in SonarQube, and analyse again.',
  no_new_code_definition: 'Set a new code definition for the project in SonarQube, and analyse again.',
  unknown_gate_status: 'Open the project in SonarQube to see its gate; a newer Sluicegate may know this status.',
  measures_unavailable: 'Re-run this check once SonarQube can be reached with the token of its connection.',
  first_analysis: 'Analyse the branch once more: from its second analysis on there is new code to measure.',
  nothing_measured: lookAtScan,
}
