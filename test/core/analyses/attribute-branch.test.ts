import { describe, expect, it } from 'vitest'
import type { AnalysisScope } from '../../../src/core/analyses/analysis.ts'
import { attributeAnalysis } from '../../../src/core/analyses/attribute-analysis.ts'
import { analysis, branch, mainBranch, sha } from './build-analysis.ts'
import { formerHead, head, type Known, repository } from './build-repository.ts'

const commit = sha('c')

function attribute(scope: AnalysisScope, revision: string | null, known: Known = {}) {
  return attributeAnalysis(analysis({ scope, revision }), repository(known))
}

describe('3: an analysis of a branch speaks for', () => {
  it.each<[string, AnalysisScope, string, Known, string]>([
    ['a commit of the branch', branch('feature'), commit, { onBranch: { feature: { [commit]: true } } }, 'feature'],
    [
      'a commit in upper case',
      branch('feature'),
      commit.toUpperCase(),
      { onBranch: { feature: { [commit]: true } } },
      'feature',
    ],
    [
      'a commit of the main branch by isMain, not by its name',
      mainBranch,
      commit,
      { defaultBranch: 'trunk', onBranch: { trunk: { [commit]: true } } },
      'trunk',
    ],
    [
      'a commit of a branch that is called main and is not the main branch',
      branch('main'),
      commit,
      { defaultBranch: 'trunk', onBranch: { main: { [commit]: true } } },
      'main',
    ],
    [
      'a commit of a short-lived branch',
      branch('fix', { short: true }),
      commit,
      { onBranch: { fix: { [commit]: true } } },
      'fix',
    ],
    [
      'a merge group',
      branch('gh-readonly-queue/main/pr-1-0dd8580'),
      commit,
      { onBranch: { 'gh-readonly-queue/main/pr-1-0dd8580': { [commit]: true } } },
      'gh-readonly-queue/main/pr-1-0dd8580',
    ],
    [
      'a head that is a commit of the branch',
      branch('feature'),
      head,
      { onBranch: { feature: { [head]: true } } },
      'feature',
    ],
  ])('%s', (_, scope, revision, known, on) => {
    expect(attribute(scope, revision, known)).toEqual({
      state: 'attributed',
      repositoryId: 1,
      sha: revision.toLowerCase(),
      pullRequest: null,
      branch: on,
      namedBy: 'revision',
      reported: null,
    })
  })

  it.each([mainBranch, branch('feature'), branch(null)])(
    'a head of a pull request, as a stand-in, without a question',
    (scope) => {
      const attributions = [head, formerHead].map((revision) => attribute(scope, revision))

      expect(attributions).toMatchObject([
        { state: 'attributed', sha: head, pullRequest: null, branch: null },
        { state: 'attributed', sha: formerHead, pullRequest: null, branch: null },
      ])
    },
  )
})

describe('3: an analysis of a branch is unverified', () => {
  it.each<[string, string, string | null, Known, AnalysisScope]>([
    ['no_revision', 'without a revision', null, {}, mainBranch],
    ['abbreviated_revision', 'with an abbreviated one', commit.slice(0, 7), {}, mainBranch],
    ['abbreviated_revision', 'with one that is not of git', 'r1234', {}, mainBranch],
    [
      'not_on_branch',
      'with a commit that is not on the branch',
      commit,
      { onBranch: { main: { [commit]: false } } },
      mainBranch,
    ],
    ['not_on_branch', 'with a branch that has no name', commit, {}, branch(null)],
    [
      'not_on_branch',
      'with the main branch of a repository that has none',
      commit,
      { defaultBranch: null },
      mainBranch,
    ],
    [
      'not_on_branch',
      'with a commit that is only on another branch',
      commit,
      { onBranch: { main: { [commit]: true }, feature: { [commit]: false } } },
      branch('feature'),
    ],
  ])('%s %s', (reason, _, revision, known, scope) => {
    expect(attribute(scope, revision, known)).toEqual({
      state: 'unverified',
      repositoryId: 1,
      pullRequest: null,
      reason,
      reported: revision,
    })
  })

  it('and no property makes it speak for a commit: properties name heads of pull requests', () => {
    const properties = { 'sonar.analysis.commit': head }

    expect(attributeAnalysis(analysis({ scope: mainBranch, revision: null, properties }), repository())).toMatchObject({
      state: 'unverified',
      reason: 'no_revision',
    })
  })
})

it('GitHub is asked whether the commit is on the branch, where nothing else tells', () => {
  expect(attribute(branch('feature'), commit)).toEqual({ ask: 'is_on_branch', branch: 'feature', sha: commit })
  expect(attribute(mainBranch, commit, { defaultBranch: 'trunk' })).toMatchObject({ branch: 'trunk' })
})
