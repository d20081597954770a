import { expect, it } from 'vitest'
import { parseRepositoryFile } from '../../../src/adapters/github/parse-repository-file.ts'
import { defaultRepositoryFile } from '../../../src/core/verdicts/repository-file.ts'
import { OutsideFault } from '../../../src/flow/faults.ts'
import { currentFile, readFile } from '../../../src/flow/reconcile/read-file.ts'
import { openWorld, pullRequestEvent, report, repository, state, type World } from '../take-in/open-world.ts'

const head = 'c'.repeat(40)

/** The world with a repository whose file GitHub answers. */
async function worldWith(first: string | null) {
  const world = await openWorld()
  let text: string | null | Error = first
  let asked = 0
  const { reader, transact, clock } = world
  const file = async () => {
    asked += 1
    if (text instanceof Error) throw text
    return text
  }
  const deps = { reader, transact, clock, gitHub: { file }, parseFile: parseRepositoryFile }
  await world.gitHub({ kind: 'repositories_added', repositories: [repository] })
  await world.due()
  return Object.assign(world, {
    deps,
    asked: () => asked,
    answer: (next: string | null | Error) => {
      text = next
    },
    read: () => readFile(deps, repository.id),
    current: () => currentFile(deps, repository),
    [Symbol.asyncDispose]: () => world.db.destroy(),
  })
}

const openPullRequest = async (world: World) => {
  await world.gitHub(pullRequestEvent(state(head, 1)))
  await world.due()
}

it('reads the file once, and again only when it may have changed', async () => {
  await using world = await worldWith('mode: report\n')

  await world.current()
  await world.current()
  expect(world.asked()).toBe(1)
  await world.transact((facts) => facts.staleFile(repository.id))
  await world.current()
  expect(world.asked()).toBe(2)
})

it('takes no file for one that says nothing', async () => {
  await using world = await worldWith(null)

  expect(await world.current()).toMatchObject({ file: defaultRepositoryFile, faults: [] })
})

it('lets the last valid file stand beside the faults of the new one', async () => {
  await using world = await worldWith('mode: report\n')
  await world.read()

  world.answer('mode: of\n')
  await world.read()

  expect(await world.current()).toMatchObject({ file: { mode: 'report' }, faults: [{ line: 1 }], stale: false })
})

it('shows the faults of a first file, and judges by the defaults', async () => {
  await using world = await worldWith('- mode: off\n')

  expect(await world.current()).toMatchObject({ file: defaultRepositoryFile, faults: [{ line: 1 }] })
})

it('looks at the open pull requests again when the file changed, and not when it did not', async () => {
  await using world = await worldWith('mode: report\n')
  await openPullRequest(world)
  await world.read()
  await world.due()

  await world.read()
  expect(await world.due()).toEqual([])
  world.answer('mode: enforce\n')
  await world.read()
  expect(await world.due()).toEqual([`commit:1:${head}`])
  world.answer('mode: nonsense\n')
  await world.read()
  expect(await world.due()).toEqual([`commit:1:${head}`])
})

it('looks for the commits of analyses again whose project it names now, or names no more', async () => {
  await using world = await worldWith(null)
  await world.read()
  await world.sonarQube(report({ project: { key: 'shop-api', name: 'Shop API', url: null } }))
  await world.due()

  world.answer('projects:\n  - key: shop-api\n')
  await world.read()
  expect(await world.due()).toEqual(['analysis:1'])
  world.answer('projects: []\n')
  await world.read()
  expect(await world.due()).toEqual(['analysis:1'])
})

it('changes nothing while GitHub does not say what is in it', async () => {
  await using world = await worldWith('mode: report\nprojects:\n  - key: shop-api\n')
  await world.read()

  world.answer(new OutsideFault('unavailable', 'GitHub is away'))
  await expect(world.read()).rejects.toThrow('away')

  expect(await world.reader.file(repository.id)).toMatchObject({ file: { mode: 'report' } })
  expect(await world.reader.bindings('default', 'shop-api')).toHaveLength(1)
})

it('has nothing to read of a repository that is gone', async () => {
  await using world = await worldWith(null)

  expect(await readFile(world.deps, 99)).toEqual({ nextAt: null })
  expect(world.asked()).toBe(0)
})
