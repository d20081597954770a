import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderCheckRun } from '../../../src/core/decorations/render-check-run.ts'
import type { CommitVerdict } from '../../../src/core/verdicts/verdict.ts'
import { anyVerdict } from './any-verdict.ts'
import {
  analysis,
  at,
  condition,
  context,
  failedConditions,
  head,
  mergeCommit,
  owed,
  project,
  verdict,
} from './build-verdict.ts'
import { readMarkdown, splitRow } from './read-markdown.ts'

const nothing = condition({ value: null, outcome: 'no_value' })

function summary(given: CommitVerdict): string {
  return renderCheckRun(given, context).summary
}

describe('renderCheckRun', () => {
  it('shows what failed first, with what was required and measured', () => {
    const overall = condition({ metric: 'coverage', applies: false })
    const content = renderCheckRun(
      verdict([project({ state: 'failed', conditions: [...failedConditions, overall] })]),
      context,
    )

    expect(content).toMatchObject({ conclusion: 'failure', text: null, detailsUrl: context.pageUrl })
    expect(content.title).toMatchInlineSnapshot(`"2 of 4 conditions failed"`)
    expect(content.summary).toMatchInlineSnapshot(`
      "**Next:** Fix what the 2 failed conditions below measure, and push. An issue that is no problem can be accepted in SonarQube: this check follows at once.

      ### ❌ \`Shop API\`: failed

      Project \`shop-api\` · Quality gate \`Sonar way\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api&pullRequest=7)

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | 66.2% | ❌ failed |
      | [New Issues](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_violations&view=list) | ≤ 0 | 44 | ❌ failed |
      | [Security Hotspots Reviewed on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_security_hotspots_reviewed&view=list) | ≥ 100% | not measured | ⚪ not measured |
      | [Duplicated Lines (%) on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_duplicated_lines_density&view=list) | ≤ 3.0% | 2.0% | ✅ passed |

      1 condition was not measured: SonarQube fails no gate for that.

      1 condition on overall code does not apply here: Coverage.

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('is in progress while an analysis is owed', () => {
    const content = renderCheckRun(verdict([owed('waiting')]), context)

    expect(content.conclusion).toBeNull()
    expect(content.summary).toMatchInlineSnapshot(`
      "**Next:** Nothing to do while the scanner runs. If nothing comes, check that the pipeline of this commit runs the scanner with \`sonar.pullrequest.key=7\` (or analyses its branch), and SonarQube's webhook leads to Sluicegate.

      ### ⏳ \`Shop API\`: waiting

      Project \`shop-api\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api)

      **The analysis**

      - No analysis speaks for this commit yet. Waiting since 2026-11-22 22:22 UTC, until 2026-11-22 23:22 UTC.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('shows what was seen and not counted when no analysis came in time', () => {
    const seen = [{ reason: 'base_commit', reported: mergeCommit, receivedAt: at }] as const
    const content = renderCheckRun(verdict([owed('missing', { seen })]), context)

    expect(content.conclusion).toBe('timed_out')
    expect(content.summary).toMatchInlineSnapshot(`
      "**Next:** Pass the head of the pull request to the scanner: \`-Dsonar.scm.revision=\${{ github.event.pull_request.head.sha }}\` (in a workflow on \`workflow_run\`: \`-Dsonar.scm.revision=\${{ github.event.workflow_run.head_sha }}\`).

      ### ⌛ \`Shop API\`: no analysis in time

      Project \`shop-api\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api)

      **The analysis**

      - No analysis spoke for this commit between 2026-11-22 22:22 UTC and 2026-11-22 23:22 UTC. One that comes later still counts.
      - The project was bound to this repository in Sluicegate.

      **Seen, and not counted**

      - The analysis that came at 2026-11-22 22:22 UTC does not count: its revision \`9c0ffee12345\` is a commit of the base branch, which is what workflows on \`pull_request_target\` and \`workflow_run\` report.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('says that a pass stands on nothing, or leaves something out', () => {
    const ignored = condition({ value: '0.0', outcome: 'ignored' })
    const unknown = condition({ metric: 'new_issue_age', value: null, outcome: 'unknown' })

    expect(summary(verdict([project({ conditions: [nothing] })]))).toMatchInlineSnapshot(`
      "**Next:** Check that the scan covers the changed files (sources, exclusions, coverage report): what is not measured fails no gate.

      ### ⚪ \`Shop API\`: passed, but nothing was measured

      Project \`shop-api\` · Quality gate \`Sonar way\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api&pullRequest=7)

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | not measured | ⚪ not measured |

      1 condition was not measured: SonarQube fails no gate for that.

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
    expect(
      summary(verdict([project({ conditions: [condition(), ignored, unknown, nothing] })])),
    ).toMatchInlineSnapshot(`
      "### ✅ \`Shop API\`: passed

      Project \`shop-api\` · Quality gate \`Sonar way\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api&pullRequest=7)

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | \`new_issue_age\` | ≥ 80 | could not be read | ❔ could not be read |
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | 0.0% | 🟡 ignored: small change |
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | not measured | ⚪ not measured |
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | 85.0% | ✅ passed |

      1 condition was not measured: SonarQube fails no gate for that.

      1 condition is ignored by SonarQube: coverage and duplication do not count while few lines changed.

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
    expect(summary(verdict([project({ conditions: [] })]))).toContain(
      '### ⚪ `Shop API`: passed, but nothing was measured',
    )
    expect(summary(verdict([project({ conditions: [] })]))).toContain(
      'No condition of the gate applies here: nothing was judged.',
    )
  })

  it('says why a gate was not computed', () => {
    const content = renderCheckRun(
      verdict([project({ state: 'not_computed', reason: 'first_analysis', conditions: [nothing], standIn: true })]),
      context,
    )

    expect(content.conclusion).toBe('action_required')
    expect(content.summary).toMatchInlineSnapshot(`
      "**Next:** Analyse the branch once more: from its second analysis on there is new code to measure.

      ### ❔ \`Shop API\`: not computed

      Project \`shop-api\` · Quality gate \`Sonar way\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api&pullRequest=7)

      It is the first analysis of the branch that is known here, and no condition that applies has a value. SonarQube itself calls that passed.

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | not measured | ⚪ not measured |

      1 condition was not measured: SonarQube fails no gate for that.

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - Pull request 7 has no analysis of its own: the one of the branch stands in for it, with the conditions on new code only.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('says that SonarQube failed', () => {
    const content = renderCheckRun(
      verdict([project({ state: 'analysis_failed', gate: null, conditions: [] })]),
      context,
    )

    expect(content.conclusion).toBe('failure')
    expect(content.summary).toMatchInlineSnapshot(`
      "**Next:** Read the error under Background Tasks of the project in SonarQube, correct it, and run the scanner again.

      ### ❌ \`Shop API\`: analysis failed

      Project \`shop-api\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api&pullRequest=7)

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('tells several projects, connections and pull requests apart, worst first', () => {
    const given = verdict(
      [
        project({ state: 'failed', conditions: [condition({ value: '12.0', outcome: 'broken' })] }),
        project({ key: 'web', name: 'web', connection: 'cloud', pullRequest: 12 }),
        project({ key: 'docs', name: 'docs', state: 'not_affected', conditions: [], analysis: null, gate: null }),
      ].toReversed(),
      { state: 'failed', pullRequest: 7 },
    )

    expect(summary(given)).toMatchInlineSnapshot(`
      "**Next:** \`shop-api\`: Fix what the failed condition below measures, and push.

      This commit is the head of 2 pull requests. A check belongs to the commit, so it shows the worst verdict: that of pull request 7.

      ### ❌ \`Shop API\`: failed

      Project \`shop-api\` · Connection \`default\` · For pull request 7 · Quality gate \`Sonar way\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api&pullRequest=7)

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | 12.0% | ❌ failed |

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      ### ✅ \`web\`: passed

      Connection \`cloud\` · For pull request 12 · Quality gate \`Sonar way\`

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | Coverage on New Code | ≥ 80.0% | 85.0% | ✅ passed |

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      ### ⚪ \`docs\`: not affected

      Connection \`default\` · For pull request 7 · [Open in SonarQube](https://sonar.example/dashboard?id=docs)

      **The analysis**

      - This change touches no file of the project, so no analysis is expected.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('shows a branch, whose conditions on overall code apply', () => {
    const scope = { kind: 'branch', name: 'main', isMain: true, short: false } as const
    const rating = condition({
      metric: 'security_rating',
      operator: 'GT',
      threshold: '1',
      value: '3',
      outcome: 'broken',
    })
    const onBranch = { pullRequest: null, branch: 'trunk', analysis: analysis({ scope, flippedAt: at }), binding: null }

    expect(
      summary(verdict([project({ ...onBranch, state: 'failed', conditions: [rating], laterFailure: true })])),
    ).toMatchInlineSnapshot(`
      "**Next:** Fix what the failed condition below measures, and push. An issue that is no problem can be accepted in SonarQube: this check follows at once.

      ### ❌ \`Shop API\`: failed

      Project \`shop-api\` · Branch \`trunk\` · Quality gate \`Sonar way\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api)

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | [Security Rating](https://sonar.example/component_measures?id=shop-api&metric=security_rating&view=list) | ≥ A | C | ❌ failed |

      **How the analysis was found**

      - SonarQube's analysis of the main branch reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The quality gate was changed by an issue review at 2026-11-22 22:22 UTC.
      - A later task for this commit failed in SonarQube; the analysis before it still stands.
      - Only this analysis says that the project belongs to this repository.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('says that a report does not block', () => {
    const content = renderCheckRun(verdict([owed('missing')], { mode: 'report' }), context)

    expect(content).toMatchObject({ conclusion: 'neutral', title: 'No analysis within 60 minutes (does not block)' })
    expect(content.summary).toContain(
      '`.github/sluicegate.yml` says `mode: report`: this check shows the result, and does not block a merge.',
    )
  })

  it('says that it is off, and shows nothing else', () => {
    const content = renderCheckRun(verdict([project({ state: 'failed' })], { mode: 'off' }), context)

    expect(content).toMatchObject({ conclusion: 'neutral', title: 'off' })
    expect(content.summary).toMatchInlineSnapshot(`
      "**Next:** To have merges judged here, set \`mode: enforce\` in \`.github/sluicegate.yml\` on the default branch.

      \`.github/sluicegate.yml\` says \`mode: off\`: nothing is judged here.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('says how to bind a project where the check is required and none is bound', () => {
    const content = renderCheckRun(verdict([], { checkRequired: true }), context)

    expect(content.conclusion).toBe('action_required')
    expect(content.summary).toMatchInlineSnapshot(`
      "**Next:** This check is required, and no SonarQube project is bound to this repository. Name one in \`.github/sluicegate.yml\` on the default branch: \`projects: [{ key: YOUR_PROJECT_KEY }]\`.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
  })

  it('shows the faults of the file with their place, and the keys that do nothing yet', () => {
    const fileFaults = [
      { message: 'unknown key "gate`s"', line: 3, column: 5 },
      { message: 'not a mapping', line: 1, column: null },
      { message: 'could not be read', line: null, column: null },
    ]

    expect(
      summary(verdict([project()], { fileFaults, unusedKeys: ['merge-queue', 'comment'] })),
    ).toMatchInlineSnapshot(`
      "\`.github/sluicegate.yml\` has 3 faults. The last valid file stands, else the defaults:

      - line 3, column 5: \`\`unknown key "gate\`s"\`\`
      - line 1: \`not a mapping\`
      - \`could not be read\`

      This version of Sluicegate reads these keys of the file and does not act on them yet: \`merge-queue\`, \`comment\`.

      ### ✅ \`Shop API\`: passed

      Project \`shop-api\` · Quality gate \`Sonar way\` · [Open in SonarQube](https://sonar.example/dashboard?id=shop-api&pullRequest=7)

      | Condition | Required | Measured | Outcome |
      |:--|--:|--:|:--|
      | [Coverage on New Code](https://sonar.example/component_measures?id=shop-api&pullRequest=7&metric=new_coverage&view=list) | ≥ 80.0% | 85.0% | ✅ passed |

      **How the analysis was found**

      - SonarQube's analysis of pull request \`7\` reported this commit as its revision.
      - The scan is dated 2026-11-22 22:22 UTC, task \`AY-1\`.
      - The project was bound to this repository in Sluicegate.

      Commit \`3f2a1b4c5d6e\` · everything about it is on [the page of this commit](https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc).
      "
    `)
    const many = Array.from({ length: 12 }, () => ({ message: 'x', line: 1, column: 1 }))
    expect(summary(verdict([project()], { fileFaults: many }))).toContain('- and 2 more.')
  })

  it('shows the newest of many analyses that do not count', () => {
    const seen = Array.from({ length: 7 }, (_, minute) => ({
      reason: 'no_revision' as const,
      reported: null,
      receivedAt: at + minute * 60_000,
    }))

    const shown = summary(verdict([owed('waiting', { seen })]))

    expect(shown.match(/- The analysis that came at .*? UTC/g)?.[0]).toContain('22:28 UTC')
    expect(shown).toContain('- and 2 more before.')
  })

  it('has no links for a connection that is gone', () => {
    expect(summary(verdict([project({ connection: 'gone' })]))).not.toContain('sonar.example')
  })

  it('shows a metric that is not known by its key', () => {
    const unheard = condition({
      metric: 'new_thing|x',
      operator: 'GT',
      threshold: 'a|b',
      value: '@team',
      outcome: 'broken',
    })

    expect(summary(verdict([project({ state: 'failed', conditions: [unheard] })]))).toContain(
      '| `new_thing\\|x` | ≤ `a\\|b` | `@team` | ❌ failed |',
    )
  })
})

describe('a summary of any length', () => {
  it('leaves out conditions that passed, and leads to the page that has them', () => {
    const long = Array.from({ length: 600 }, (_, at) =>
      condition({ metric: `new_${'x'.repeat(120)}_${at}`, outcome: at === 599 ? 'broken' : 'met' }),
    )

    const shown = summary(verdict([project({ state: 'failed', conditions: long })]))

    expect(shown.length).toBeLessThanOrEqual(65_535)
    expect(shown.length).toBeGreaterThan(64_000)
    expect(shown).toMatch(/\n\n\d+ more conditions on \[the page of this commit\]\(https:\/\/sluicegate\.example\//)
    expect(shown.match(/❌ failed/g)).toHaveLength(1)
    expect(shown).toContain('**How the analysis was found**')
    for (const row of shown.split('\n').filter((line) => line.startsWith('| '))) expect(splitRow(row)).toHaveLength(6)
  })

  it('shows 300 conditions whole', () => {
    const conditions = Array.from({ length: 300 }, () => condition())

    expect(summary(verdict([project({ conditions })]))).not.toContain('more condition')
  })

  it('leaves out the projects that passed', () => {
    const many = Array.from({ length: 400 }, (_, at) => project({ key: `key-${at}`, name: 'é'.repeat(300) }))
    const failed = project({ key: 'z', name: 'Z', state: 'failed', conditions: failedConditions })

    const shown = summary(verdict([...many, failed], { state: 'failed' }))

    expect(shown.length).toBeLessThanOrEqual(65_535)
    expect(shown).toContain('### ❌ `Z`: failed')
    expect(shown.match(/❌ failed/g)).toHaveLength(2)
    expect(shown).toMatch(/\n\d+ more projects on \[the page of this commit\]/)
  })
})

describe('a summary of any verdict', () => {
  it('holds foreign text in code spans only, and leads nowhere else', () => {
    fc.assert(
      fc.property(anyVerdict, (any) => {
        const { summary: shown } = renderCheckRun(any, context)

        const read = readMarkdown(shown)
        expect(shown.length).toBeLessThanOrEqual(65_535)
        expect(read.rest).not.toMatch(/@|evil|octocat|GH-1|#\d|onerror|\||名|\p{Cf}/u)
        expect(read.rest).not.toContain(head)
        for (const url of read.links) expect(url).toMatch(/^https:\/\/(sonar|sluicegate)\.example\//)
        for (const [, tag] of read.html.matchAll(/<([a-z0-9]+)[^>]*>/g)) expect(allowed).toContain(tag)
        for (const row of shown.split('\n').filter((line) => line.startsWith('| '))) {
          expect(splitRow(row)).toHaveLength(6)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const allowed = ['p', 'strong', 'code', 'a', 'h3', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td']
