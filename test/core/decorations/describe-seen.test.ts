import { describe, expect, it } from 'vitest'
import type { UnverifiedReason } from '../../../src/core/analyses/attribution.ts'
import { remedySentence, seenSentence } from '../../../src/core/decorations/describe-verdict.ts'
import { sentenceMarkdown } from '../../../src/core/decorations/sentence-markdown.ts'
import { at, mergeCommit } from './build-verdict.ts'

const passHead =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions.
  'Pass the head of the pull request to the scanner: `-Dsonar.scm.revision=${{ github.event.pull_request.head.sha }}`'
const passNumber =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions.
  'Pass the number of the pull request to the scanner: `-Dsonar.pullrequest.key=${{ github.event.pull_request.number }}`.'
const passSame =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions.
  'Pass the same commit, or leave the property `sonar.analysis.commit` out and pass `-Dsonar.scm.revision=${{ github.event.pull_request.head.sha }}` alone.'

const words: Readonly<Record<UnverifiedReason, readonly [why: string, remedy: string]>> = {
  no_revision: ['it reported no revision, so nothing says which commit was analysed.', `${passHead}.`],
  abbreviated_revision: ['its revision `9c0ffee12345` is no full commit SHA.', `${passHead}.`],
  foreign_revision: [
    'its revision `9c0ffee12345` is neither a head of the pull request nor a test merge commit of one.',
    `${passHead}.`,
  ],
  base_commit: [
    'its revision `9c0ffee12345` is a commit of the base branch, which is what workflows on `pull_request_target` and `workflow_run` report.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions.
    `${passHead}${' (in a workflow on `workflow_run`: `-Dsonar.scm.revision=${{ github.event.workflow_run.head_sha }}`).'}`,
  ],
  never_a_head: [
    'its revision `9c0ffee12345` is a commit of the pull request that was never its head.',
    `${passHead}.`,
  ],
  two_heads: [
    'its analysis property names another head of the pull request than its revision `9c0ffee12345`.',
    passSame,
  ],
  foreign_property: ['its analysis property names `9c0ffee12345`, which is no head of the pull request.', passSame],
  no_such_pull_request: ['it names a pull request that this repository does not have.', passNumber],
  ambiguous_pull_request: [
    'its pull request key is no number, and not exactly one open pull request has the head `9c0ffee12345`.',
    passNumber,
  ],
  not_on_branch: [
    'its revision `9c0ffee12345` is neither on the analysed branch nor the head of a pull request.',
    'Analyse the branch from a checkout of it, or pass its commit as `sonar.scm.revision`.',
  ],
}

describe('an analysis that was seen and not counted', () => {
  it.each(Object.keys(words) as UnverifiedReason[])('is explained, with what to change: %s', (reason) => {
    const [why, remedy] = words[reason]

    expect(sentenceMarkdown(seenSentence({ reason, reported: mergeCommit, receivedAt: at }))).toBe(
      `The analysis that came at 2026-11-22 22:22 UTC does not count: ${why}`,
    )
    expect(sentenceMarkdown(remedySentence(reason))).toBe(remedy)
  })

  it('shows what was reported as it is, where it is no commit', () => {
    const sentence = seenSentence({ reason: 'abbreviated_revision', reported: '@team `r1`', receivedAt: at })

    expect(sentenceMarkdown(sentence)).toContain('its revision `` @team `r1` `` is no full')
  })
})
