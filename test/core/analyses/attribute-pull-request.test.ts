import { describe, expect, it } from 'vitest'
import { attributeAnalysis, namedCommit } from '../../../src/core/analyses/attribute-analysis.ts'
import { analysis, pullRequest, sha } from './build-analysis.ts'
import { base, formerHead, head, type Known, pr, repository } from './build-repository.ts'

const merge = sha('d')
const foreign = sha('f')
const inBetween = sha('c')
const asked = pr({ fresh: true })

type Named = { readonly revision?: string | null; readonly commit?: string; readonly key?: string }

function attribute({ revision = null, commit, key = '7' }: Named, known: Known = {}) {
  const properties = commit === undefined ? {} : { 'sonar.analysis.commit': commit }
  return attributeAnalysis(analysis({ scope: pullRequest(key), revision, properties }), repository(known))
}

describe('3: an analysis of a pull request speaks for', () => {
  it.each<[string, Named, Known, object]>([
    ['its head, named by the revision', { revision: head }, {}, { sha: head, namedBy: 'revision', reported: null }],
    ['a head that it had, where the revision says so', { revision: formerHead }, {}, { sha: formerHead }],
    ['its head, named in upper case', { revision: head.toUpperCase() }, {}, { sha: head, reported: null }],
    [
      'the head of a pull request that is closed',
      { revision: head },
      { pullRequests: [pr({ open: false })] },
      { sha: head },
    ],
    ['its head, named by the property', { commit: head }, {}, { sha: head, namedBy: 'property', reported: null }],
    [
      'its head, named by the property beside the base commit that GitHub reports',
      { revision: base, commit: head },
      {},
      { sha: head, namedBy: 'property', reported: base },
    ],
    [
      'its head, named by the property beside a revision that is no commit',
      { revision: 'r1234', commit: head },
      {},
      { sha: head, namedBy: 'property', reported: 'r1234' },
    ],
    [
      'its head, named by property and revision alike',
      { revision: head, commit: head },
      {},
      { sha: head, namedBy: 'property' },
    ],
    [
      'its head, the second parent of the revision',
      { revision: merge },
      { pullRequests: [asked], parents: { [merge]: [base, head] }, commits: { 7: [head] } },
      { sha: head, namedBy: 'second_parent', reported: merge },
    ],
    [
      'a head that it had, the second parent of the revision',
      { revision: merge },
      { pullRequests: [asked], parents: { [merge]: [base, formerHead] }, commits: { 7: [head] } },
      { sha: formerHead, namedBy: 'second_parent' },
    ],
    [
      'its head, named by the property and by the second parent of the revision alike',
      { revision: merge, commit: head },
      { pullRequests: [asked], parents: { [merge]: [base, head] }, commits: { 7: [head] } },
      { sha: head, namedBy: 'property', reported: merge },
    ],
  ])('%s', (_, named, known, is) => {
    expect(attribute(named, known)).toMatchObject({
      state: 'attributed',
      repositoryId: 1,
      pullRequest: 7,
      branch: null,
      ...is,
    })
  })

  it('the head that the first of three properties names', () => {
    const named = (keys: readonly string[]) =>
      namedCommit({ properties: Object.fromEntries(keys.map((key) => [`sonar.analysis.${key}`, key])) })

    expect(named(['sha1', 'headSha', 'commit'])).toBe('commit')
    expect(named(['sha1', 'headSha'])).toBe('headSha')
    expect(named(['sha1'])).toBe('sha1')
    expect(named(['detectedci', 'Commit'])).toBeNull()
    expect(namedCommit({ properties: { 'sonar.analysis.commit': '', 'sonar.analysis.sha1': 'x' } })).toBe('x')
  })
})

describe('3: an analysis of a pull request is unverified', () => {
  const answered: Known = { pullRequests: [asked], parents: { [merge]: [base, head] }, commits: { 7: [head] } }

  it.each<[string, string, Named, Known]>([
    ['no_revision', 'when it reports no commit', {}, {}],
    ['abbreviated_revision', 'when it abbreviates the head', { revision: head.slice(0, 7) }, {}],
    ['abbreviated_revision', 'when it reports no commit of git', { revision: 'r1234' }, {}],
    ['abbreviated_revision', 'when a letter is missing', { revision: head.slice(1) }, {}],
    ['base_commit', 'when it reports the base of the pull request', { revision: base }, {}],
    [
      'base_commit',
      'when it reports a commit of the base branch',
      { revision: foreign },
      { onBranch: { main: { [foreign]: true } } },
    ],
    [
      'never_a_head',
      'when it reports a commit that was never the head',
      { revision: inBetween },
      { pullRequests: [asked], parents: { [inBetween]: [formerHead] }, commits: { 7: [formerHead, inBetween, head] } },
    ],
    [
      'never_a_head',
      'when it reports a merge commit of its own, though the second parent was a head',
      { revision: inBetween },
      {
        pullRequests: [asked],
        parents: { [inBetween]: [sha('9'), formerHead] },
        commits: { 7: [formerHead, inBetween, head] },
      },
    ],
    [
      'foreign_revision',
      'when GitHub does not know the commit',
      { revision: foreign },
      { pullRequests: [asked], parents: { [foreign]: null } },
    ],
    [
      'foreign_revision',
      'when the commit is another that has one parent, the head',
      { revision: foreign },
      { pullRequests: [asked], parents: { [foreign]: [head] }, commits: { 7: [head] } },
    ],
    [
      'foreign_revision',
      'when the head is only the first parent of the commit',
      { revision: foreign },
      { pullRequests: [asked], parents: { [foreign]: [head, base] }, commits: { 7: [head] } },
    ],
    [
      'foreign_revision',
      'when the second parent is no head of this pull request',
      { revision: foreign },
      { pullRequests: [asked], parents: { [foreign]: [base, sha('9')] }, commits: { 7: [head] } },
    ],
    ['two_heads', 'when property and revision name two heads', { revision: formerHead, commit: head }, {}],
    [
      'two_heads',
      'when the property names another head than the second parent of the revision',
      { revision: merge, commit: formerHead },
      answered,
    ],
    ['foreign_property', 'when the property names the base', { revision: head, commit: base }, {}],
    ['foreign_property', 'when the property abbreviates the head', { revision: head, commit: head.slice(0, 10) }, {}],
    [
      'foreign_property',
      'when the property names a foreign commit, though the revision is the head',
      { revision: head, commit: foreign },
      { pullRequests: [asked], parents: { [foreign]: null } },
    ],
  ])('%s %s', (reason, _, named, known) => {
    expect(attribute(named, known)).toMatchObject({ state: 'unverified', reason, pullRequest: 7, repositoryId: 1 })
  })

  it('no_such_pull_request when GitHub has none of this number', () => {
    const attribution = attribute({ revision: head }, { pullRequests: [{ number: 7, none: true }, pr({ number: 8 })] })

    expect(attribution).toMatchObject({ state: 'unverified', reason: 'no_such_pull_request', pullRequest: null })
  })

  it('with what it reported, for the person who has to correct it', () => {
    expect(attribute({ revision: base })).toMatchObject({ reported: base })
    expect(attribute({ revision: head, commit: base })).toMatchObject({ reported: base })
    expect(attribute({ revision: formerHead, commit: head })).toMatchObject({ reported: formerHead })
  })
})

describe('3: a key that is a number', () => {
  it.each(['', '07', '0', '-7', ' 7', '77777777777'])(
    '%j, but none that GitHub gives: no pull request has it',
    (key) => {
      const attribution = attribute({ key, revision: head })

      expect(attribution).toMatchObject({ state: 'unverified', reason: 'no_such_pull_request', pullRequest: null })
    },
  )
})

describe('3: a key that is no number', () => {
  it.each(['pr/foo', 'main', '7.0', '7e0', 'v7'])('%j: the pull request with that head', (key) => {
    const attribution = attribute({ key, revision: head })

    expect(attribution).toMatchObject({ state: 'attributed', pullRequest: 7, sha: head })
  })

  it.each<[string, Named, Known, string]>([
    [
      'a head of two that are open',
      { revision: head },
      { pullRequests: [pr(), pr({ number: 8 })] },
      'ambiguous_pull_request',
    ],
    [
      'the head of one that is closed',
      { revision: head },
      { pullRequests: [pr({ open: false })] },
      'ambiguous_pull_request',
    ],
    ['a head that it had', { revision: formerHead }, {}, 'ambiguous_pull_request'],
    ['no head at all', { revision: foreign }, {}, 'ambiguous_pull_request'],
    ['no commit', { revision: null }, {}, 'no_revision'],
    ['an abbreviated commit', { revision: head.slice(0, 7) }, {}, 'no_revision'],
  ])('names no pull request with %s', (_, named, known, reason) => {
    expect(attribute({ key: 'pr/foo', ...named }, known)).toMatchObject({
      state: 'unverified',
      reason,
      pullRequest: null,
    })
  })

  it('names the one that is open, of several with that head', () => {
    const pullRequests = [
      pr({ number: 6, open: false }),
      pr(),
      pr({ number: 8, head: sha('9'), heads: new Set([head]) }),
    ]

    expect(attribute({ key: 'pr/foo', revision: head }, { pullRequests })).toMatchObject({ pullRequest: 7 })
  })

  it('is found by the property before the revision', () => {
    expect(attribute({ key: 'pr/foo', revision: base, commit: head })).toMatchObject({
      pullRequest: 7,
      namedBy: 'property',
    })
  })
})

describe('GitHub is asked', () => {
  it.each<[string, Named, Known, object]>([
    [
      'for a pull request that is not known',
      { revision: head },
      { pullRequests: [] },
      { ask: 'pull_request', number: 7 },
    ],
    [
      'whether the head has moved, for a commit that is not known',
      { revision: merge },
      {},
      { ask: 'pull_request', number: 7 },
    ],
    [
      'for the parents, once the head is known for sure',
      { revision: merge },
      { pullRequests: [asked] },
      { ask: 'parents', sha: merge },
    ],
    [
      'for the commits of the pull request, for what the parents do not tell',
      { revision: merge },
      { pullRequests: [asked], parents: { [merge]: [base, head] } },
      { ask: 'pull_request_commits', number: 7 },
    ],
  ])('%s', (_, named, known, question) => {
    expect(attribute(named, known)).toEqual(question)
  })
})
