import { beforeEach, describe, expect, it } from 'vitest'
import type { Attribution } from '../../../src/core/analyses/attribution.ts'
import { at, branch, pullRequest, sha } from '../../core/analyses/build-analysis.ts'
import { openWorld, pullRequestEvent, report, repository, state, type World } from './open-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  return () => world[Symbol.asyncDispose]()
})

const [first, second, third] = [sha('a'), sha('b'), sha('c')]
const commit = (head: string) => `commit:1:${head}`
const push = (branchName: string, commits: readonly string[], touchesFile = false) =>
  world.gitHub({ kind: 'push', repository, branch: branchName, commits, touchesFile })

describe('An analysis that came before what names its commit is looked at again', () => {
  const unverified: Attribution = {
    state: 'unverified',
    repositoryId: 1,
    pullRequest: 7,
    reason: 'foreign_revision',
    reported: null,
  }
  const unmatched: Attribution = { state: 'unmatched', reason: 'no_binding' }
  const bind = () =>
    world.transact((facts) =>
      facts.bind(
        { connection: 'default', projectKey: 'shop-api', projectName: 'Shop', repositoryId: 1, kind: 'set' },
        at,
      ),
    )

  it.each([
    { what: 'reports the head', said: { revision: first }, attribution: unmatched },
    { what: 'reports the head in upper case', said: { revision: first.toUpperCase() }, attribution: unverified },
    {
      what: 'names the head by the property',
      said: { revision: third, properties: { 'sonar.analysis.commit': first } },
      attribution: unverified,
    },
  ])('when the head arrives, where it $what', async ({ said, attribution }) => {
    await world.sonarQube(report({ id: 1, ...said }))
    await world.attribute(1, attribution)
    await world.due()

    await world.gitHub(pullRequestEvent(state(first, 0)))

    expect(await world.due()).toEqual(['analysis:1', commit(first)])
  })

  it('when the head arrives, where it names the pull request of a bound project', async () => {
    await bind()
    await world.sonarQube(report({ id: 1, revision: third }))
    await world.attribute(1, unverified)
    await world.due()

    await world.gitHub(pullRequestEvent(state(first, 0)))

    expect(await world.due()).toContain('analysis:1')
  })

  it('when the event of an older head arrives late', async () => {
    await world.gitHub(pullRequestEvent(state(second, 9)))
    await world.sonarQube(report({ id: 1, revision: first }))
    await world.attribute(1, unverified)
    await world.due()

    await world.gitHub(pullRequestEvent(state(first, 0)))

    expect(await world.due()).toEqual(['analysis:1', commit(first)])
  })

  it('when the push arrives, on any branch', async () => {
    await world.sonarQube(report({ id: 1, scope: branch('feature'), revision: first }))
    await world.attribute(1, { ...unverified, pullRequest: null, reason: 'not_on_branch' })
    await world.due()

    await push('feature', [second, first])

    expect(await world.due()).toEqual(['analysis:1'])
    expect(await world.reader.isOnBranch(1, 'feature', first)).toBe(true)
  })

  it('when the push arrives, though it could stand in for a head before', async () => {
    await world.sonarQube(report({ id: 1, scope: branch('feature'), revision: first }))
    await world.attribute(1, {
      state: 'attributed',
      repositoryId: 1,
      sha: first,
      pullRequest: null,
      branch: null,
      namedBy: 'revision',
      reported: null,
    })
    await world.due()

    await push('feature', [first])

    expect(await world.due()).toEqual(['analysis:1'])
  })

  it('when the merge group arrives', async () => {
    await world.sonarQube(report({ id: 1, scope: branch('gh-readonly-queue/main/pr-7-0dd8580'), revision: first }))
    await world.attribute(1, unmatched)
    await world.due()

    await world.gitHub({ kind: 'merge_group', repository, sha: first, branch: 'gh-readonly-queue/main/pr-7-0dd8580' })

    expect(await world.due()).toContain('analysis:1')
  })

  it('but not one that speaks for a commit already', async () => {
    await world.sonarQube(report({ id: 1, scope: pullRequest(7), revision: first }))
    await world.attribute(1, {
      state: 'attributed',
      repositoryId: 1,
      sha: first,
      pullRequest: 7,
      branch: null,
      namedBy: 'revision',
      reported: null,
    })
    await world.due()

    await push('feature', [first])
    await world.gitHub(pullRequestEvent(state(first, 0)))

    expect(await world.due()).toEqual([commit(first)])
  })
})
