import { expect, it } from 'vitest'
import { defaultRepositoryFile } from '../../../src/core/verdicts/repository-file.ts'
import { OutsideFault } from '../../../src/flow/faults.ts'
import type { GitHub, PullRequestState, Repository } from '../../../src/flow/ports.ts'
import { readInInstallation, readInInstallations, readInRepository } from '../../../src/flow/reconcile/read-in.ts'
import { openWorld, repository, state, type World } from '../take-in/open-world.ts'

const notAsked = () => Promise.reject(new Error('was not to be asked'))
const nobody: Pick<GitHub, 'installations' | 'repositoriesOf' | 'repository' | 'openPullRequests' | 'pullRequest'> = {
  installations: notAsked,
  repositoriesOf: notAsked,
  repository: notAsked,
  openPullRequests: notAsked,
  pullRequest: notAsked,
}

function depsOf({ reader, transact, clock }: World, gitHub: Partial<typeof nobody>) {
  return { reader, transact, clock, gitHub: { ...nobody, ...gitHub } }
}

const sha = (number: number) => number.toString(16).padStart(40, '0')
const pull = (number: number): PullRequestState => state(sha(number), 1, { number })
const add = (world: World, repositories: readonly Repository[]) =>
  world.gitHub({ kind: 'repositories_added', repositories })

it('reads in every installation, for events may have been missed, and none that is suspended', async () => {
  await using world = await openWorld()
  await world.transact((facts) => facts.setInstallation(1, { account: 'known', suspended: false, gone: false }))
  const installations = async () => [
    { id: 1, account: 'known', suspended: false },
    { id: 2, account: 'new', suspended: false },
    { id: 3, account: 'away', suspended: true },
  ]

  await readInInstallations(depsOf(world, { installations }))

  expect(await world.due()).toEqual(['installation:1', 'installation:2'])
})

it('reads in a thousand repositories, each to be read in itself', async () => {
  await using world = await openWorld()
  const repositories = Array.from({ length: 1000 }, (_, id) => ({ ...repository, id: id + 1, name: `repo-${id}` }))

  await readInInstallation(depsOf(world, { repositoriesOf: async () => repositories }), 5)

  expect(await world.due()).toHaveLength(1000)
  expect(await world.reader.repositoryByName('acme', 'repo-999')).toMatchObject({ id: 1000, installationId: 5 })
})

it('owes a check to each of 250 open pull requests', async () => {
  await using world = await openWorld()
  await add(world, [repository])
  await world.due()
  const pulls = Array.from({ length: 250 }, (_, number) => pull(number + 1))

  await readInRepository(depsOf(world, { openPullRequests: async () => pulls }), repository.id)

  const due = await world.due()
  expect(due.filter((key) => key.startsWith('commit:1:'))).toHaveLength(250)
  expect(await world.reader.pullRequest(1, 250)).toMatchObject({ open: true, head: sha(250) })
})

it('asks what became of a pull request that it took for open and GitHub does not list', async () => {
  await using world = await openWorld()
  await add(world, [repository])
  await readInRepository(depsOf(world, { openPullRequests: async () => [pull(1), pull(2), pull(3)] }), repository.id)
  const asked: number[] = []

  await readInRepository(
    depsOf(world, {
      openPullRequests: async () => [pull(1)],
      pullRequest: async (_, number) => {
        asked.push(number)
        return number === 3 ? null : { ...pull(number), open: false, updatedAt: pull(number).updatedAt + 1000 }
      },
    }),
    repository.id,
  )

  expect(asked).toEqual([2, 3])
  expect(await world.reader.pullRequest(1, 2)).toMatchObject({ open: false })
})

it('asks for a default branch that it was not told', async () => {
  await using world = await openWorld()
  await add(world, [{ ...repository, defaultBranch: null }])
  const whole = { ...repository, defaultBranch: 'trunk' }

  await readInRepository(
    depsOf(world, { repository: async () => whole, openPullRequests: async () => [] }),
    repository.id,
  )

  expect(await world.reader.repository(repository.id)).toEqual(whole)
})

it('reads the file of a repository without any open pull request, for analyses of its branches', async () => {
  await using world = await openWorld()
  await add(world, [repository])
  await world.due()

  await readInRepository(depsOf(world, { openPullRequests: async () => [] }), repository.id)

  expect(await world.due()).toEqual(['file:1'])
})

it('does not trust the file that it knew: pushes may have been missed', async () => {
  await using world = await openWorld()
  await add(world, [repository])
  await world.transact((facts) => facts.saveFile(repository.id, defaultRepositoryFile, [], world.now))

  await readInRepository(depsOf(world, { openPullRequests: async () => [] }), repository.id)

  expect(await world.reader.file(repository.id)).toMatchObject({ stale: true })
})

it('has nothing to read in of a repository that is gone', async () => {
  await using world = await openWorld()

  expect(await readInRepository(depsOf(world, {}), 99)).toEqual({ nextAt: null })
})

it('comes to the same end when it fails half way and is run again', async () => {
  await using world = await openWorld()
  await add(world, [repository])
  await readInRepository(depsOf(world, { openPullRequests: async () => [pull(1), pull(2)] }), repository.id)
  await world.due()
  let isAway = true
  const gitHub = {
    openPullRequests: async () => [pull(3)],
    pullRequest: async (_: Repository, number: number) => {
      if (number === 2 && isAway) throw new OutsideFault('unavailable', 'GitHub is away')
      return { ...pull(number), open: false, updatedAt: pull(number).updatedAt + 1000 }
    },
  }

  await expect(readInRepository(depsOf(world, gitHub), repository.id)).rejects.toThrow('away')
  isAway = false
  await readInRepository(depsOf(world, gitHub), repository.id)

  const open = await world.transact((facts) => facts.openPullRequests(repository.id))
  expect(open).toEqual([{ number: 3, head: sha(3) }])
  expect((await world.due()).filter((key) => key.startsWith('commit'))).toEqual(
    [1, 2, 3].map((n) => `commit:1:${sha(n)}`),
  )
})
