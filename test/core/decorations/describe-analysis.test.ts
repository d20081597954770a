import { describe, expect, it } from 'vitest'
import { howFound } from '../../../src/core/decorations/describe-verdict.ts'
import { sentenceMarkdown } from '../../../src/core/decorations/sentence-markdown.ts'
import type { ProjectVerdict, VerdictAnalysis } from '../../../src/core/verdicts/verdict.ts'
import { analysis, at, mergeCommit, owed, project } from './build-verdict.ts'

function sentences(given: ProjectVerdict): readonly string[] {
  return howFound(given).map(sentenceMarkdown)
}

function found(fields: Partial<VerdictAnalysis>): readonly string[] {
  return sentences(project({ analysis: analysis({ analysedAt: null, taskId: null, ...fields }) })).slice(0, -1)
}

describe('howFound', () => {
  it('says how the commit was named', () => {
    expect(found({})).toEqual(["SonarQube's analysis of pull request `7` reported this commit as its revision."])
    expect(found({ namedBy: 'second_parent', reported: mergeCommit })).toEqual([
      "SonarQube's analysis of pull request `7` reported the merge commit `9c0ffee12345`, whose second parent is this head.",
    ])
    expect(found({ namedBy: 'property', reported: 'r1234' })).toEqual([
      "The scanner named this commit by an analysis property. SonarQube's analysis of pull request `7` itself reported `r1234`.",
    ])
    expect(found({ namedBy: 'property' })).toEqual([
      "The scanner named this commit by an analysis property. SonarQube's analysis of pull request `7` reported the same revision, or none.",
    ])
  })

  it('says which branch was analysed; the main branch by what it is, not by its name', () => {
    const branch = { kind: 'branch', name: 'release/next#1', isMain: false, short: false } as const

    expect(found({ scope: branch })).toEqual([
      "SonarQube's analysis of branch `release/next#1` reported this commit as its revision.",
    ])
    expect(found({ scope: { ...branch, isMain: true } })).toEqual([
      "SonarQube's analysis of the main branch reported this commit as its revision.",
    ])
    expect(found({ scope: { ...branch, name: null } })).toEqual([
      "SonarQube's analysis of a branch reported this commit as its revision.",
    ])
  })

  it('says that a branch analysis stands in for a pull request', () => {
    const [, standIn] = sentences(project({ standIn: true }))

    expect(standIn).toBe(
      'Pull request 7 has no analysis of its own: the one of the branch stands in for it, with the conditions on new code only.',
    )
  })

  it('says when the scan was, and which task', () => {
    expect(found({ analysedAt: at, taskId: 'AY-1' })).toContain('The scan is dated 2026-11-22 22:22 UTC, task `AY-1`.')
    expect(found({ analysedAt: at })).toContain('The scan is dated 2026-11-22 22:22 UTC.')
    expect(found({ taskId: 'AY-1' })).toContain('Its task is `AY-1`.')
  })

  it('says that an issue review changed the gate since, and that a later task failed', () => {
    expect(found({ flippedAt: at })).toContain(
      'The quality gate was changed by an issue review at 2026-11-22 22:22 UTC.',
    )
    expect(sentences(project({ laterFailure: true }))).toContain(
      'A later task for this commit failed in SonarQube; the analysis before it still stands.',
    )
  })

  it.each([
    ['set', 'The project was bound to this repository in Sluicegate.'],
    ['devops', "The project is bound to this repository in SonarQube's own DevOps settings."],
    ['file', 'The project is named in `.github/sluicegate.yml` of the default branch.'],
    ['property', 'The project was bound to this repository by the scanner, with `sonar.analysis.repository`.'],
    ['learned', 'The project was bound to this repository because only this one has the commit that it analysed.'],
    [null, 'Only this analysis says that the project belongs to this repository.'],
  ] as const)('says how the project came here: %s', (binding, expected) => {
    expect(sentences(project({ binding })).at(-1)).toBe(expected)
  })

  it('says since when and until when an analysis is waited for', () => {
    expect(sentences(owed('waiting'))[0]).toBe(
      'No analysis speaks for this commit yet. Waiting since 2026-11-22 22:22 UTC, until 2026-11-22 23:22 UTC.',
    )
    expect(sentences(owed('missing'))[0]).toBe(
      'No analysis spoke for this commit between 2026-11-22 22:22 UTC and 2026-11-22 23:22 UTC. One that comes later still counts.',
    )
    expect(sentences(project({ state: 'waived', analysis: null }))[0]).toBe('No analysis speaks for this commit.')
    expect(sentences(project({ state: 'not_affected', analysis: null }))[0]).toBe(
      'This change touches no file of the project, so no analysis is expected.',
    )
  })

  it('writes an instant that no calendar has as unknown', () => {
    expect(found({ flippedAt: Number.NaN })).toContain(
      'The quality gate was changed by an issue review at an unknown time.',
    )
  })
})
