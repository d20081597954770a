import { describe, expect, it } from 'vitest'
import { whatToDo } from '../../../src/core/decorations/describe-verdict.ts'
import { sentenceMarkdown } from '../../../src/core/decorations/sentence-markdown.ts'
import type { NotComputedReason } from '../../../src/core/gates/gate-outcome.ts'
import type { CommitVerdict } from '../../../src/core/verdicts/verdict.ts'
import { at, condition, failedConditions, mergeCommit, owed, project, verdict } from './build-verdict.ts'

function steps(given: CommitVerdict): readonly string[] {
  return whatToDo(given).map(sentenceMarkdown)
}

describe('whatToDo', () => {
  it('asks for nothing when the gate passed, is waived or not affected', () => {
    expect(steps(verdict([project()]))).toEqual([])
    expect(steps(verdict([project({ state: 'waived' })]))).toEqual([])
    expect(steps(verdict([project({ state: 'not_affected', conditions: [] })]))).toEqual([])
  })

  it('asks to fix what failed', () => {
    const broken = condition({ outcome: 'broken' })

    expect(steps(verdict([project({ state: 'failed', conditions: failedConditions })]))).toEqual([
      'Fix what the 2 failed conditions below measure, and push. An issue that is no problem can be accepted in SonarQube: this check follows at once.',
    ])
    expect(steps(verdict([project({ state: 'failed', conditions: [broken] })]))[0]).toMatch(
      /^Fix what the failed condition below measures, and push\./,
    )
  })

  it('sends to SonarQube where nothing here says why', () => {
    expect(steps(verdict([project({ state: 'failed' })]))).toEqual([
      'Open the project in SonarQube: its gate is failed, and no condition in its report says why.',
    ])
    expect(steps(verdict([project({ state: 'analysis_failed' })]))).toEqual([
      'Read the error under Background Tasks of the project in SonarQube, correct it, and run the scanner again.',
    ])
  })

  it('asks to bring the analysis that is owed', () => {
    expect(steps(verdict([owed('waiting')]))).toEqual([
      "Nothing to do while the scanner runs. If nothing comes, check that the pipeline of this commit runs the scanner with `sonar.pullrequest.key=7` (or analyses its branch), and SonarQube's webhook leads to Sluicegate.",
    ])
    expect(steps(verdict([owed('missing')]))).toEqual([
      "Run the analysis of this commit. Check that the pipeline of this commit runs the scanner with `sonar.pullrequest.key=7` (or analyses its branch), and SonarQube's webhook leads to Sluicegate.",
    ])
  })

  it('gives the line for the scanner when an analysis was seen that does not count', () => {
    const seen = [{ reason: 'foreign_revision', reported: mergeCommit, receivedAt: at }] as const

    for (const state of ['waiting', 'missing'] as const) {
      expect(steps(verdict([owed(state, { seen })]))).toEqual([
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions.
        'Pass the head of the pull request to the scanner: `-Dsonar.scm.revision=${{ github.event.pull_request.head.sha }}`.',
      ])
    }
  })

  it.each<[NotComputedReason, string]>([
    ['no_gate', 'Give the project a quality gate in SonarQube, and analyse again.'],
    ['no_new_code_definition', 'Set a new code definition for the project in SonarQube, and analyse again.'],
    ['unknown_gate_status', 'Open the project in SonarQube to see its gate; a newer Sluicegate may know this status.'],
    ['measures_unavailable', 'Re-run this check once SonarQube can be reached with the token of its connection.'],
    ['first_analysis', 'Analyse the branch once more: from its second analysis on there is new code to measure.'],
    [
      'nothing_measured',
      'Check that the scan covers the changed files (sources, exclusions, coverage report): what is not measured fails no gate.',
    ],
  ])('says what lets the gate be computed: %s', (reason, expected) => {
    expect(steps(verdict([project({ state: 'not_computed', reason })]))).toEqual([expected])
  })

  it('asks to look at the scan when a gate passed on nothing', () => {
    const nothing = condition({ value: null, outcome: 'no_value' })

    expect(steps(verdict([project({ conditions: [nothing] })]))).toEqual([
      'Check that the scan covers the changed files (sources, exclusions, coverage report): what is not measured fails no gate.',
    ])
  })

  it('says how to bind a project to a repository that requires the check', () => {
    expect(steps(verdict([]))).toEqual([
      'This check is required, and no SonarQube project is bound to this repository. Name one in `.github/sluicegate.yml` on the default branch: `projects: [{ key: YOUR_PROJECT_KEY }]`.',
    ])
  })

  it('speaks of accepting issues only where issues are what failed', () => {
    const uncovered = condition({ metric: 'new_coverage', value: '1', outcome: 'broken' })
    const found = condition({ metric: 'new_violations', operator: 'GT', threshold: '0', value: '1', outcome: 'broken' })

    expect(steps(verdict([project({ state: 'failed', conditions: [uncovered] })])).join()).not.toContain('accepted')
    expect(steps(verdict([project({ state: 'failed', conditions: [found] })])).join()).toContain('accepted')
  })

  it('has nothing to do for a commit that is no longer waited for', () => {
    const [only, another] = steps(verdict([owed('waiting')], { ended: true }))

    expect(only).toMatch(/^Nothing to do/)
    expect(another).toBeUndefined()
  })

  it('says how to turn the check on', () => {
    expect(steps(verdict([project({ state: 'failed' })], { mode: 'off' }))).toEqual([
      'To have merges judged here, set `mode: enforce` in `.github/sluicegate.yml` on the default branch.',
    ])
  })

  it('names the projects, worst first, and says the same thing once', () => {
    const failed = { state: 'analysis_failed', conditions: [] } as const
    const keys = ['a', 'b', 'c', 'd']
    const projects = [owed('waiting', { key: 'w', seen: [{ reason: 'no_revision', reported: null, receivedAt: at }] })]

    const told = steps(verdict([...keys.map((key) => project({ ...failed, key })), ...projects]))

    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/^`a`, `b`, `c` and 1 more: Read the error/)
    expect(told[1]).toMatch(/^`w`: Pass the head/)
  })

  it('speaks of the pull request that the verdict is from, not of the others with this head', () => {
    const told = steps(
      verdict([project({ state: 'failed', conditions: failedConditions }), owed('waiting', { pullRequest: 12 })]),
    )

    expect(told).toHaveLength(1)
  })
})
