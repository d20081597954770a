import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  analysis,
  at,
  condition,
  failedConditions,
  head,
  mergeCommit,
  owed,
  project,
  verdict,
} from '../core/decorations/build-verdict.ts'
import { hostileText } from '../core/decorations/hostile-text.ts'
import { pageOf } from './build-app.ts'

/** What a reader is left with: a line for each block, a bar between the cells of a row. */
const read = (page: string) =>
  page
    .replace(/^[\s\S]*<main>/, '')
    .replace(/\s+/g, ' ')
    .replace(/<\/(?:th|td)> ?(?=<t)/g, ' | ')
    .replace(/<\/?(?:section|article|div|p|h\d|li|tr|caption|summary|main|br)\b[^>]*>/g, '\n')
    .replace(/<\/dt> ?<dd>/g, ': ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replace(/ *\n\s*/g, '\n')
    .trim()

describe('The page of a commit', () => {
  it('says what failed, what to do, and by which conditions', async () => {
    const page = await pageOf(verdict([project({ state: 'failed', conditions: failedConditions })]))

    expect(read(page)).toMatchInlineSnapshot(`
      "Failed
      2 of 4 conditions failed
      Acme/shop at 3f2a1b4c5d6e, pull request #7
      What to do
      Fix what the 2 failed conditions below measure, and push. An issue that is no problem can be accepted in SonarQube: this check follows at once.
      Check run on GitHub: failure
      Mode: enforce: blocks unless it passes
      Decided: 2026-11-22 22:22 UTC
      Shop API
      Failed
      Project key: shop-api
      Quality gate: Sonar way
      Judged for: pull request #7
      SonarQube: open the project
      Conditions
      Condition | Required | Measured | Outcome
      Coverage on New Code new_coverage | ≥ 80.0% | 66.2% | Failed
      New Issues new_violations | ≤ 0 | 44 | Failed
      Security Hotspots Reviewed on New Code new_security_hotspots_reviewed | ≥ 100% | not measured | Not measured
      Duplicated Lines (%) on New Code new_duplicated_lines_density | ≤ 3.0% | 2.0% | Passed
      1 condition was not measured: SonarQube fails no gate for that.
      How the analysis was found
      SonarQube's analysis of pull request 7 reported this commit as its revision.
      The scan is dated 2026-11-22 22:22 UTC, task AY-1.
      The project was bound to this repository in Sluicegate."
    `)
  })

  it('says what is waited for, and what was seen and does not count, with the remedy', async () => {
    const seen = [{ reason: 'base_commit', reported: mergeCommit, receivedAt: at }] as const

    expect(read(await pageOf(verdict([owed('waiting', { seen })])))).toMatchInlineSnapshot(`
      "Waiting
      Waiting for SonarQube's analysis; 1 seen does not count
      Acme/shop at 3f2a1b4c5d6e, pull request #7
      What to do
      Pass the head of the pull request to the scanner: -Dsonar.scm.revision=\${{ github.event.pull_request.head.sha }} (in a workflow on workflow_run: -Dsonar.scm.revision=\${{ github.event.workflow_run.head_sha }}).
      Check run on GitHub: in progress
      Mode: enforce: blocks unless it passes
      Decided: 2026-11-22 22:22 UTC
      Shop API
      Waiting
      Project key: shop-api
      Judged for: pull request #7
      SonarQube: open the project
      Seen, and not counted
      The analysis that came at 2026-11-22 22:22 UTC does not count: its revision 9c0ffee12345 is a commit of the base branch, which is what workflows on pull_request_target and workflow_run report.
      Pass the head of the pull request to the scanner: -Dsonar.scm.revision=\${{ github.event.pull_request.head.sha }} (in a workflow on workflow_run: -Dsonar.scm.revision=\${{ github.event.workflow_run.head_sha }}).
      The analysis
      No analysis speaks for this commit yet. Waiting since 2026-11-22 22:22 UTC, until 2026-11-22 23:22 UTC.
      The project was bound to this repository in Sluicegate."
    `)
  })

  it('leads to GitHub, and into SonarQube at the configured address', async () => {
    const page = await pageOf(verdict([project()]))

    expect([...page.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'https://github.com/Acme/shop',
      `https://github.com/Acme/shop/commit/${head}`,
      'https://github.com/Acme/shop/pull/7',
      'https://github.com/Acme/shop/pull/7',
      'https://sonar.example/dashboard?id=shop-api&amp;pullRequest=7',
      'https://sonar.example/component_measures?id=shop-api&amp;pullRequest=7&amp;metric=new_coverage&amp;view=list',
    ])
  })

  it('leads nowhere in SonarQube when the connection is not configured any more', async () => {
    const page = await pageOf(verdict([project({ connection: 'gone' })]))

    expect(page).not.toContain('sonar.example')
    expect(read(page)).toContain('SonarQube: gone')
  })

  it('folds away the conditions that do not count here', async () => {
    const overall = condition({ metric: 'coverage', outcome: 'broken', applies: false })
    const page = await pageOf(verdict([project({ conditions: [condition(), overall] })]))

    expect(page).toMatch(/<details[^>]*>\s*<summary>1 condition on overall code: not counted here/)
    const [before = ''] = page.split('<details')
    expect(before.match(/<th scope="row">/g)).toHaveLength(1)
    expect(page).not.toContain('class="broken"')
  })

  it.each([
    { title: 'nothing was measured', conditions: [condition({ value: null, outcome: 'no_value' })] as const },
    { title: 'no condition applies', conditions: [condition({ metric: 'coverage', applies: false })] as const },
    { title: 'the gate has no conditions', conditions: [] as const },
  ])('is not green when $title', async ({ conditions }) => {
    const page = await pageOf(verdict([project({ conditions })]))

    expect(page).toContain('Passed, but')
    expect(page).not.toMatch(/class="[^"]*\bgood\b/)
  })

  it('says a later failure, and the faults of the file with their lines', async () => {
    const text = read(
      await pageOf(
        verdict([project({ laterFailure: true, standIn: true })], {
          fileFaults: [{ message: 'Unknown key <gates>', line: 3, column: 5 }],
          unusedKeys: ['comment'],
        }),
      ),
    )

    expect(text).toContain('A later task for this commit failed in SonarQube')
    expect(text).toContain('stands in for it')
    expect(text).toContain('Line 3, column 5: Unknown key &lt;gates&gt;')
    expect(text).toContain('does not act on them yet: comment.')
  })

  it('says whose verdict it is when the commit is the head of two pull requests', async () => {
    const page = await pageOf(
      verdict([project({ state: 'failed', conditions: failedConditions }), project({ pullRequest: 8 })]),
    )

    expect(read(page)).toContain('the head of 2 pull requests. The worst verdict stands: that of pull request #7')
  })

  it('says that nothing is judged in mode off', async () => {
    const text = read(await pageOf(verdict([project()], { mode: 'off' })))

    expect(text).toContain('Nothing is judged here')
    expect(text).not.toContain('Shop API')
  })

  it('is one document with a language, a title, one h1, and headed tables', async () => {
    const page = await pageOf(verdict([project()]))

    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/)
    expect(page).toContain('<title>Quality gate passed · Acme/shop@3f2a1b4 · Sluicegate</title>')
    expect(page.match(/<h1>/g)).toHaveLength(1)
    expect(page.match(/<main>/g)).toHaveLength(1)
    expect(page.match(/<th scope="col">/g)).toHaveLength(4)
    expect(page).toContain('<caption>Conditions</caption>')
    expect(page).toContain('<th scope="row">')
  })
})

describe('Text of others', () => {
  const shape = (page: string) =>
    page
      .replace(/^[\s\S]*<main>/, '')
      .replace(/>[^<]*/g, '>')
      .replace(/ href="[^"]*"/g, '')
  const withText = (text: string) =>
    pageOf(
      verdict(
        [
          project({
            state: 'failed',
            name: text,
            key: text,
            gate: text,
            conditions: [condition({ metric: text, threshold: text, value: text, outcome: 'broken' })],
            analysis: analysis({
              taskId: text,
              reported: text,
              namedBy: 'property',
              scope: { kind: 'pull_request', key: text },
            }),
          }),
          owed('waiting', {
            key: text,
            name: text,
            seen: [{ reason: 'foreign_revision', reported: text, receivedAt: at }],
          }),
        ],
        { fileFaults: [{ message: text, line: 1, column: 1 }], unusedKeys: [text] },
      ),
    )

  it('adds no tag, whatever it is', async () => {
    const harmless = shape(await withText('x~'))

    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        expect(shape(await withText(`${text}~`))).toBe(harmless)
      }),
    )
  })

  it('is shown without what cannot be seen, apart from the direction of what stands around', async () => {
    const page = await withText('evil\u202egnp.exe\u0007\u200b')

    expect(page).toContain('<h2><bdi>evilgnp.exe</bdi></h2>')
    expect(page).not.toMatch(/\p{Cf}/u)
    expect(page).not.toContain('\u0007')
  })
})
