import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BindingKind } from '../../../src/core/analyses/choose-repository.ts'
import { at, mainBranch, sha } from '../../core/analyses/build-analysis.ts'
import { pullRequestEvent, repository, state } from '../take-in/open-world.ts'
import { openSettleWorld, type SettleWorld } from './settle-analysis-world.ts'

let world: SettleWorld
beforeEach(async () => {
  world = await openSettleWorld({ bound: false })
})
afterEach(() => world[Symbol.asyncDispose]())

const head = sha('a')
const web = { ...repository, id: 2, name: 'web' }
const byProperty = (fullName: string) => ({ properties: { 'sonar.analysis.repository': fullName } })
const bindings = () => world.reader.bindings('default', 'shop-api')

function bind(kind: BindingKind, repositoryId: number, projectKey = 'shop-api') {
  return world.transact((facts) =>
    facts.bind({ connection: 'default', projectKey, projectName: projectKey, repositoryId, kind }, at),
  )
}

describe('3: a project without a binding', () => {
  it('is bound to the only repository in which GitHub told of the commit', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: head })

    await world.settle(id)

    expect(await bindings()).toEqual([{ kind: 'learned', repositoryId: 1 }])
    expect(await world.attribution(id)).toMatchObject({ state: 'attributed', repositoryId: 1, sha: head })
  })

  it('is bound to the repository that the scanner names, whatever the case', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: head, ...byProperty('Acme/SHOP') })

    await world.settle(id)

    expect(await bindings()).toEqual([{ kind: 'property', repositoryId: 1 }])
  })

  it('is not bound by an analysis that speaks for no commit of the repository', async () => {
    const id = await world.arrived({ scope: mainBranch, revision: head, ...byProperty('acme/shop') })

    await world.settle(id)

    expect(await bindings()).toEqual([])
    expect(await world.attribution(id)).toMatchObject({ state: 'unverified', reason: 'not_on_branch' })
  })

  it.each(['acme', 'acme/', '/shop', 'acme/shop/x', 'https://github.com/acme/shop', 'acme/unknown', ''])(
    'is not bound by %j',
    async (named) => {
      const id = await world.arrived({ revision: head, ...byProperty(named) })

      expect(await world.settle(id)).toEqual([])
      expect(await world.attribution(id)).toEqual({ state: 'unmatched', reason: 'no_binding' })
    },
  )

  it('is unmatched where two repositories hold the commit', async () => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    await world.gitHub({ ...pullRequestEvent(state(head, 0)), repository: web })
    const id = await world.arrived({ revision: head })

    await world.settle(id)

    expect(await world.attribution(id)).toEqual({ state: 'unmatched', reason: 'several_hold_revision' })
  })

  it.each([{}, byProperty('acme/shop')])('joins no repository that has a stronger binding (%j)', async (claim) => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    await bind('file', 1, 'another-project')
    const id = await world.arrived({ revision: head, ...claim })

    await world.settle(id)

    expect(await world.attribution(id)).toEqual({ state: 'unmatched', reason: 'no_binding' })
  })

  it.each([{}, byProperty('acme/shop')])('is bound by nothing with learning off (%j)', async (claim) => {
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: head, ...claim })

    await world.settle(id, { learning: false })

    expect(await world.attribution(id)).toEqual({ state: 'unmatched', reason: 'no_binding' })
    expect(await bindings()).toEqual([])
  })
})

describe('3: a project that is bound', () => {
  it('is not moved by a property, nor by a commit that another repository holds', async () => {
    await bind('learned', 2)
    await world.transact((facts) => facts.upsertRepository(web))
    await world.gitHub(pullRequestEvent(state(head, 0)))
    const id = await world.arrived({ revision: head, ...byProperty('acme/shop') })

    await world.settle(id, { gitHub: { pullRequests: [] } })

    expect(await bindings()).toEqual([{ kind: 'learned', repositoryId: 2 }])
    expect(await world.attribution(id)).toMatchObject({ state: 'unverified', repositoryId: 2 })
  })

  it('to a repository that the app is not on any more is unmatched', async () => {
    await bind('set', 3)
    const id = await world.arrived({ revision: head })

    await world.settle(id)

    expect(await world.attribution(id)).toEqual({ state: 'unmatched', reason: 'repository_gone' })
  })

  it('by two files belongs to the repository that alone holds the commit', async () => {
    await bind('file', 1)
    await bind('file', 2)
    await world.gitHub({ ...pullRequestEvent(state(head, 0)), repository: web })
    const ids = [await world.arrived({ id: 1, revision: head }), await world.arrived({ id: 2, revision: sha('b') })]

    for (const id of ids) await world.settle(id)

    expect(await world.attribution(1)).toMatchObject({ state: 'attributed', repositoryId: 2 })
    expect(await world.attribution(2)).toEqual({ state: 'unmatched', reason: 'several_repositories' })
  })
})
