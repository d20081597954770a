import { beforeEach, describe, expect, it } from 'vitest'
import { at, sha } from '../../core/analyses/build-analysis.ts'
import { openWorld, pullRequestEvent, report, repository, state, type World } from './open-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  return () => world[Symbol.asyncDispose]()
})

const [first, second] = [sha('a'), sha('b')]
const commit = (head: string) => `commit:1:${head}`
const stored = () => world.transact((facts) => facts.findPullRequest(1, 7))
const push = (branchName: string, commits: readonly string[], touchesFile = false) =>
  world.gitHub({ kind: 'push', repository, branch: branchName, commits, touchesFile })

describe('A push', () => {
  it('tells the commits of the branch, and that the repository holds them', async () => {
    await push('main', [first, second])

    expect(await world.reader.isOnBranch(1, 'main', second)).toBe(true)
    expect(await world.reader.isOnBranch(1, 'feature', second)).toBe(false)
    expect(await world.reader.holders(first)).toEqual([1])
    expect(await world.due()).toEqual([])
  })

  it.each([
    { branchName: 'main', touchesFile: true, due: ['file:1'] },
    { branchName: 'main', touchesFile: false, due: [] },
    { branchName: 'feature', touchesFile: true, due: [] },
  ])(
    'has the file read again: $branchName, file touched $touchesFile, due $due',
    async ({ branchName, touchesFile, due }) => {
      await push(branchName, [first], touchesFile)

      expect(await world.due()).toEqual(due)
    },
  )

  it('without commits is kept', async () => {
    await push('main', [])

    expect(await world.deliveriesKept()).toBe(1)
  })
})

it('A merge group is recorded with its commit and branch', async () => {
  const queue = 'gh-readonly-queue/main/pr-7-0dd8580'

  await world.gitHub({ kind: 'merge_group', repository, sha: first, branch: queue })

  expect(await world.reader.isOnBranch(1, queue, first)).toBe(true)
  expect(await world.reader.holders(first)).toEqual([1])
})

describe('A re-run', () => {
  it('starts the wait anew and has SonarQube read again for what speaks for the commit', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    await world.sonarQube(report({ id: 1, revision: first }))
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
    world.now += 9000

    await world.gitHub({ kind: 'recheck', repository, sha: first })

    expect(await stored()).toMatchObject({ waitingSince: at + 9000 })
    expect(await world.due()).toEqual(['analysis:1', commit(first)])
  })
})

describe('The app', () => {
  const installation = (installed: 'active' | 'suspended' | 'gone') =>
    world.gitHub({ kind: 'installation', installationId: 5, account: 'acme', state: installed })

  it.each([
    { installed: 'active', due: ['installation:5'] },
    { installed: 'suspended', due: [] },
    { installed: 'gone', due: [] },
  ] as const)('that is $installed leaves due: $due', async ({ installed, due }) => {
    await installation(installed)

    expect(await world.due()).toEqual(due)
  })

  it('knows the repositories that it was installed on, and forgets those that it was taken from', async () => {
    await world.gitHub({
      kind: 'repositories_added',
      repositories: [repository, { ...repository, id: 2, name: 'web' }],
    })
    expect(await world.due()).toEqual(['repository:1', 'repository:2'])

    await world.gitHub({ kind: 'repositories_removed', ids: [1], installationId: null })

    expect(await world.reader.repository(1)).toBeNull()
    expect(await world.reader.repository(2)).toMatchObject({ name: 'web' })
  })

  it('follows a repository that was renamed', async () => {
    await world.gitHub(pullRequestEvent(state(first, 0)))
    await world.due()

    await world.gitHub({ kind: 'repository_changed', repository: { ...repository, name: 'store' } })

    expect(await world.reader.repositoryByName('acme', 'store')).toMatchObject({ id: 1 })
    expect(await world.reader.repositoryByName('acme', 'shop')).toBeNull()
    expect(await world.due()).toEqual(['repository:1'])
  })
})
