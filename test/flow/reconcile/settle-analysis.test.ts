import { beforeEach, describe, expect, it } from 'vitest'
import type { Analysis } from '../../../src/core/analyses/analysis.ts'
import { at, branch, mainBranch, pullRequest, sha } from '../../core/analyses/build-analysis.ts'
import { pullRequestEvent, repository, state } from '../take-in/open-world.ts'
import { type GitHubAnswers, openSettleWorld, type SettleWorld } from './settle-analysis-world.ts'

let world: SettleWorld
beforeEach(async () => {
  world = await openSettleWorld()
  return () => world[Symbol.asyncDispose]()
})

const [head, formerHead, merge, base, foreign] = [sha('a'), sha('b'), sha('d'), sha('e'), sha('f')]
const isMergeOfHead: GitHubAnswers = {
  pullRequests: [state(head, 0)],
  parents: { [merge]: [base, head] },
  commits: [head],
}

describe('GitHub is asked as little as possible', () => {
  beforeEach(async () => {
    await world.gitHub(pullRequestEvent(state(formerHead, 0)))
    await world.gitHub(pullRequestEvent(state(head, 9)))
    await world.gitHub({ kind: 'push', repository, branch: 'main', commits: [base], touchesFile: false })
    await world.due()
  })

  it.each<[string, Partial<Analysis>, GitHubAnswers, readonly string[], object]>([
    ['nothing for the head', { revision: head }, {}, [], { state: 'attributed', sha: head, pullRequest: 7 }],
    ['nothing for a head that it had', { revision: formerHead }, {}, [], { state: 'attributed', sha: formerHead }],
    ['nothing for a base commit', { revision: base }, {}, [], { state: 'unverified', reason: 'base_commit' }],
    ['nothing without a revision', { revision: null }, {}, [], { state: 'unverified', reason: 'no_revision' }],
    [
      'nothing where the property names the head beside a base commit',
      { revision: base, properties: { 'sonar.analysis.commit': head } },
      {},
      [],
      { state: 'attributed', sha: head, namedBy: 'property' },
    ],
    [
      'nothing for a key that is no number',
      { scope: pullRequest('pr/foo'), revision: head },
      {},
      [],
      { pullRequest: 7, sha: head },
    ],
    [
      'nothing for a stand-in',
      { scope: mainBranch, revision: head },
      {},
      [],
      { state: 'attributed', sha: head, branch: null },
    ],
    [
      'nothing for a commit of a push',
      { scope: mainBranch, revision: base },
      {},
      [],
      { state: 'attributed', sha: base, branch: 'main' },
    ],
    [
      'once for a commit of a branch that no push told of',
      { scope: branch('feature'), revision: foreign },
      { onBranch: { feature: [foreign] } },
      ['f on feature'],
      { state: 'attributed', sha: foreign, branch: 'feature' },
    ],
    [
      'once for a commit that is not on its branch',
      { scope: branch('feature'), revision: foreign },
      {},
      ['f on feature'],
      { state: 'unverified', reason: 'not_on_branch' },
    ],
    [
      'once for a pull request that is not known',
      { scope: pullRequest(8), revision: foreign },
      { pullRequests: [state(foreign, 0, { number: 8 })] },
      ['pull request 8'],
      { state: 'attributed', sha: foreign, pullRequest: 8 },
    ],
    [
      'once for a pull request that there is not',
      { scope: pullRequest(8), revision: head },
      {},
      ['pull request 8'],
      { state: 'unverified', reason: 'no_such_pull_request' },
    ],
    [
      'once for a head whose event is late',
      { revision: sha('c') },
      { pullRequests: [state(sha('c'), 18)] },
      ['pull request 7'],
      { state: 'attributed', sha: sha('c') },
    ],
    [
      'three times for a test merge commit',
      { revision: merge },
      isMergeOfHead,
      ['pull request 7', 'parents of d', 'commits of 7'],
      { state: 'attributed', sha: head, namedBy: 'second_parent', reported: merge },
    ],
    [
      'twice for a commit that GitHub does not know',
      { revision: foreign },
      { pullRequests: [state(head, 9)] },
      ['pull request 7', 'parents of f'],
      { state: 'unverified', reason: 'foreign_revision' },
    ],
  ])('%s', async (_, said, answers, questions, is) => {
    const id = await world.arrived(said)

    const asked = await world.settle(id, { gitHub: answers })

    expect(asked).toEqual(questions)
    expect(await world.attribution(id)).toMatchObject(is)
  })

  it('nothing the second time for what it answered', async () => {
    const onFeature = { scope: branch('feature'), revision: foreign }
    const ids = [await world.arrived({ id: 1, ...onFeature }), await world.arrived({ id: 2, ...onFeature })]
    await world.settle(ids[0] ?? 0, { gitHub: { onBranch: { feature: [foreign] } } })

    expect(await world.settle(ids[1] ?? 0)).toEqual([])
    expect(await world.attribution(2)).toMatchObject({ sha: foreign, branch: 'feature' })
  })
})

describe('What GitHub answers is kept', () => {
  it('the pull request, with its head as due', async () => {
    const id = await world.arrived({ revision: head })

    await world.settle(id, { gitHub: { pullRequests: [state(head, 0)] } })

    expect(await world.reader.pullRequest(1, 7)).toMatchObject({ head, open: true })
    expect(await world.due()).toContain(`commit:1:${head}`)
  })

  it('a base that changed retires what came before the analysis, and not the analysis itself', async () => {
    await world.gitHub(pullRequestEvent(state(formerHead, 0)))
    await world.arrived({ id: 1, revision: formerHead })
    const id = await world.arrived({ id: 2, revision: head })

    await world.settle(id, { gitHub: { pullRequests: [state(head, 9, { baseBranch: 'release' })] } })

    const retired = (await world.transact((facts) => facts.findPullRequest(1, 7)))?.retiredOrder
    const orders = (await world.analyses()).map(({ analysis }) => analysis.order)
    expect(orders.map((order) => order > (retired ?? 0))).toEqual([false, true])
  })

  it('an answer that is older than what an event told changes nothing', async () => {
    await world.gitHub(pullRequestEvent(state(head, 9)))
    const id = await world.arrived({ revision: foreign })

    await world.settle(id, { gitHub: { pullRequests: [state(formerHead, 0, { open: false })] } })

    expect(await world.reader.pullRequest(1, 7)).toMatchObject({ head, open: true })
    expect(await world.due()).not.toContain('analysis:1')
  })

  it('the default branch, where the event of the installation did not name it', async () => {
    const unnamed = await openSettleWorld({ bound: false })
    await unnamed.transact((facts) =>
      facts.upsertRepository({ ...repository, id: 2, name: 'web', defaultBranch: null }),
    )
    await unnamed.transact((facts) =>
      facts.bind({ connection: 'default', projectKey: 'shop-api', projectName: 'x', repositoryId: 2, kind: 'set' }, at),
    )
    const id = await unnamed.arrived({ scope: mainBranch, revision: foreign })

    const asked = await unnamed.settle(id, {
      gitHub: {
        repository: { ...repository, id: 2, name: 'web', defaultBranch: 'trunk' },
        onBranch: { trunk: [foreign] },
      },
    })

    expect(asked).toEqual(['repository web', 'f on trunk'])
    expect(await unnamed.attribution(id)).toMatchObject({ branch: 'trunk' })
    await unnamed[Symbol.asyncDispose]()
  })
})

describe('What an analysis concerns becomes due', () => {
  it('the commit that it speaks for', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: head })

    await world.settle(id)

    expect(await world.due()).toEqual([`commit:1:${head}`])
  })

  it('the head of the pull request on which it is shown as not counted', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: null })

    await world.settle(id)

    expect(await world.due()).toEqual([`commit:1:${head}`])
  })

  it('nothing, where it speaks for nothing', async () => {
    const id = await world.arrived({ scope: mainBranch, revision: null })

    await world.settle(id)

    expect(await world.due()).toEqual([])
  })

  it('the commit that it spoke for, when it speaks for another one', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: head })
    await world.attribute(id, {
      state: 'attributed',
      repositoryId: 1,
      sha: formerHead,
      pullRequest: 7,
      branch: null,
      namedBy: 'second_parent',
      reported: null,
    })
    await world.due()

    await world.settle(id)

    expect(await world.due()).toEqual([`commit:1:${head}`, `commit:1:${formerHead}`])
  })

  it('the commit that it spoke for, when its project is bound no more', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: head })
    await world.settle(id)
    await world.due()
    await world.db.deleteFrom('binding').execute()

    await world.settle(id, { learning: false })

    expect(await world.attribution(id)).toEqual({ state: 'unmatched', reason: 'no_binding' })
    expect(await world.due()).toEqual([`commit:1:${head}`])
  })

  it('the head on which it was shown as not counted, when it is shown there no more', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: formerHead })
    await world.settle(id, { gitHub: { pullRequests: [state(head, 0)] } })
    await world.gitHub(pullRequestEvent(state(formerHead, -9)))
    await world.due()

    await world.settle(id)

    expect(await world.attribution(id)).toMatchObject({ state: 'attributed', sha: formerHead })
    expect(await world.due()).toEqual([`commit:1:${head}`, `commit:1:${formerHead}`])
  })
})

it('An analysis that is gone is nothing to settle', async () => {
  expect(await world.settle(99)).toEqual([])
})
