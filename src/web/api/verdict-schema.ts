import { z } from 'zod'
import { bindingKinds } from '../../core/analyses/choose-repository.ts'
import { states } from '../../core/verdicts/verdict.ts'

const Instant = z.string().meta({ format: 'date-time', description: 'In UTC, as ISO 8601 writes it.' })
const State = z.enum(states).meta({ description: 'Worst first: a commit is in the worst state of its projects.' })

export const ConditionAnswer = z.object({
  metric: z.string().meta({ description: "SonarQube's key of the metric." }),
  name: z.string().meta({ description: "SonarQube's name of the metric." }),
  operator: z.enum(['GT', 'LT']).meta({ description: 'Broken when the value is greater or less than the threshold.' }),
  threshold: z.string(),
  value: z.string().nullable().meta({ description: 'As SonarQube wrote it. Null: not measured.' }),
  required: z.string().meta({ description: 'The requirement in words, such as "≥ 80.0%".' }),
  measured: z.string().meta({ description: 'The measure in words, such as "72.4%".' }),
  outcome: z.enum(['met', 'broken', 'no_value', 'ignored', 'unknown']),
  applies: z.boolean().meta({ description: 'False for a condition on overall code where only new code counts.' }),
})

export const AnalysisAnswer = z.object({
  taskId: z.string().nullable().meta({ description: 'Compute engine task of SonarQube.' }),
  scope: z.enum(['pull_request', 'branch']),
  pullRequestKey: z.string().nullable(),
  branch: z.string().nullable().meta({ description: 'Null for a pull request, and for the main branch.' }),
  mainBranch: z.boolean(),
  analysedAt: Instant.nullable().meta({ description: 'Start of the scan.' }),
  flippedAt: Instant.nullable().meta({ description: 'When an issue review changed the gate after the analysis.' }),
  namedBy: z.enum(['property', 'revision', 'second_parent']).meta({
    description:
      "How the commit was found: by a property that the scanner passed, by SonarQube's revision, or as the second parent of the test merge commit that was checked out.",
  }),
  reported: z.string().nullable().meta({ description: 'What the analysis reported, where that is another commit.' }),
})

export const SeenAnswer = z.object({
  reason: z.string(),
  reported: z.string().nullable(),
  receivedAt: Instant,
  text: z.string().meta({ description: 'Why it does not count, in words.' }),
  remedy: z.string().meta({ description: 'What makes the next one count, in words.' }),
})

export const ProjectAnswer = z.object({
  connection: z.string(),
  key: z.string(),
  name: z.string(),
  state: State,
  reason: z.string().nullable().meta({ description: 'Why the gate was not computed.' }),
  gate: z.string().nullable().meta({ description: 'Name of the quality gate that judged.' }),
  conditions: z.array(ConditionAnswer),
  analysis: AnalysisAnswer.nullable().meta({ description: 'The analysis that counts. Null: none speaks for it.' }),
  found: z.array(z.string()).meta({ description: 'How that analysis was found, in words.' }),
  pullRequest: z.int().nullable(),
  branch: z.string().nullable(),
  standIn: z.boolean().meta({ description: 'A branch analysis, judged for a pull request that has none of its own.' }),
  binding: z.enum(bindingKinds).nullable().meta({ description: 'How the project came to the repository.' }),
  laterFailure: z.boolean().meta({ description: 'A later analysis of the same commit failed.' }),
  seen: z.array(SeenAnswer).meta({ description: 'Analyses that were seen and do not count.' }),
  waitingSince: Instant.nullable(),
  deadline: Instant.nullable().meta({ description: 'When `waiting` becomes `missing`.' }),
  url: z.string().nullable().meta({ description: 'The page in SonarQube.' }),
})

export const FileFaultAnswer = z.object({
  message: z.string(),
  line: z.int().nullable(),
  column: z.int().nullable(),
})

export const VerdictAnswer = z.object({
  owner: z.string(),
  repo: z.string(),
  sha: z.string(),
  url: z.string().meta({ description: 'The page of the commit. Whoever has the address can read it.' }),
  state: State,
  conclusion: z
    .enum(['success', 'failure', 'neutral', 'cancelled', 'timed_out', 'action_required'])
    .nullable()
    .meta({ description: 'Conclusion of the check run on GitHub. Null while it is in progress.' }),
  title: z.string(),
  mode: z.enum(['off', 'report', 'enforce']),
  pullRequest: z.int().nullable().meta({ description: 'The pull request whose verdict is the worst.' }),
  blocksMerge: z.boolean().meta({ description: 'Whether a merge waits for this commit.' }),
  decidedAt: Instant,
  projects: z.array(ProjectAnswer),
  whatToDo: z.array(z.string()).meta({ description: 'What a person does next, the first thing first.' }),
  fileFaults: z.array(FileFaultAnswer).meta({ description: 'What is wrong with .github/sluicegate.yml.' }),
  unusedKeys: z.array(z.string()).meta({ description: 'Keys of that file that have no effect in this version.' }),
})
export type VerdictAnswer = z.infer<typeof VerdictAnswer>

export const ErrorAnswer = z.object({ error: z.string().meta({ description: 'What is wrong, in words.' }) })
export type ErrorAnswer = z.infer<typeof ErrorAnswer>
