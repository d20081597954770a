import type { UnverifiedReason } from '../analyses/attribution.ts'
import { isCommitSha } from '../analyses/commit-sha.ts'
import type { SeenAnalysis } from '../verdicts/verdict.ts'
import { formatTime } from './format-time.ts'
import type { Sentence, TextPart } from './text-part.ts'

/** An analysis that was seen and not counted: when it came, what it reported, and why it does not count. */
export function seenSentence({ reason, reported, receivedAt }: SeenAnalysis): Sentence {
  return [{ text: `The analysis that came at ${formatTime(receivedAt)} does not count: ` }, ...why(reason, reported)]
}

/** What to change in the scanner's call, so that the next analysis counts. */
export function remedySentence(reason: UnverifiedReason): Sentence {
  return remedies[reason]
}

/** A commit as people read it: short where it is a full SHA, else what was reported. */
export function commitPart(reported: string | null): TextPart {
  return { code: isCommitSha(reported) ? reported.slice(0, 12) : (reported ?? '') }
}

function why(reason: UnverifiedReason, reported: string | null): Sentence {
  const commit = commitPart(reported)
  switch (reason) {
    case 'no_revision':
      return [{ text: 'it reported no revision, so nothing says which commit was analysed.' }]
    case 'abbreviated_revision':
      return [{ text: 'its revision ' }, commit, { text: ' is no full commit SHA.' }]
    case 'foreign_revision':
      return [
        { text: 'its revision ' },
        commit,
        { text: ' is neither a head of the pull request nor a test merge commit of one.' },
      ]
    case 'base_commit':
      return [
        { text: 'its revision ' },
        commit,
        { text: ' is a commit of the base branch, which is what workflows on ' },
        { code: 'pull_request_target' },
        { text: ' and ' },
        { code: 'workflow_run' },
        { text: ' report.' },
      ]
    case 'never_a_head':
      return [{ text: 'its revision ' }, commit, { text: ' is a commit of the pull request that was never its head.' }]
    case 'two_heads':
      return [
        { text: 'its analysis property names another head of the pull request than its revision ' },
        commit,
        { text: '.' },
      ]
    case 'foreign_property':
      return [{ text: 'its analysis property names ' }, commit, { text: ', which is no head of the pull request.' }]
    case 'no_such_pull_request':
      return [{ text: 'it names a pull request that this repository does not have.' }]
    case 'ambiguous_pull_request':
      return [
        { text: 'its pull request key is no number, and not exactly one open pull request has the head ' },
        commit,
        { text: '.' },
      ]
    case 'not_on_branch':
      return [
        { text: 'its revision ' },
        commit,
        { text: ' is neither on the analysed branch nor the head of a pull request.' },
      ]
  }
}

const passHead: Sentence = [
  { text: 'Pass the head of the pull request to the scanner: ' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions, to be copied as it is.
  { code: '-Dsonar.scm.revision=${{ github.event.pull_request.head.sha }}' },
]

const sameCommit: Sentence = [
  { text: 'Pass the same commit, or leave the property ' },
  { code: 'sonar.analysis.commit' },
  { text: ' out and pass ' },
  ...passHead.slice(1),
  { text: ' alone.' },
]

const fullStop: TextPart = { text: '.' }

const remedies: Readonly<Record<UnverifiedReason, Sentence>> = {
  no_revision: [...passHead, fullStop],
  abbreviated_revision: [...passHead, fullStop],
  foreign_revision: [...passHead, fullStop],
  base_commit: [
    ...passHead,
    { text: ' (in a workflow on ' },
    { code: 'workflow_run' },
    { text: ': ' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions, to be copied as it is.
    { code: '-Dsonar.scm.revision=${{ github.event.workflow_run.head_sha }}' },
    { text: ').' },
  ],
  never_a_head: [...passHead, fullStop],
  two_heads: sameCommit,
  foreign_property: sameCommit,
  no_such_pull_request: [
    { text: 'Pass the number of the pull request to the scanner: ' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions, to be copied as it is.
    { code: '-Dsonar.pullrequest.key=${{ github.event.pull_request.number }}' },
    fullStop,
  ],
  ambiguous_pull_request: [
    { text: 'Pass the number of the pull request to the scanner: ' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions, to be copied as it is.
    { code: '-Dsonar.pullrequest.key=${{ github.event.pull_request.number }}' },
    fullStop,
  ],
  not_on_branch: [
    { text: 'Analyse the branch from a checkout of it, or pass its commit as ' },
    { code: 'sonar.scm.revision' },
    fullStop,
  ],
}
