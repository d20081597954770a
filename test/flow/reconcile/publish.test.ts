import { expect, it } from 'vitest'
import { fingerprint } from '../../../src/adapters/store/fingerprint.ts'
import { openDatabase } from '../../../src/adapters/store/open-database.ts'
import { storeReader } from '../../../src/adapters/store/reader.ts'
import { transactOn } from '../../../src/adapters/store/transact.ts'
import type { CheckRunContent } from '../../../src/core/decorations/check-run-content.ts'
import type { CommitVerdict } from '../../../src/core/verdicts/verdict.ts'
import type { Repository } from '../../../src/flow/ports.ts'
import { type PublishDeps, publish } from '../../../src/flow/reconcile/publish.ts'
import { condition, head, owed, project, verdict } from '../../core/decorations/build-verdict.ts'

const repository: Repository = { id: 1, owner: 'acme', name: 'shop', installationId: 5, defaultBranch: 'main' }
const commit = { repositoryId: 1, sha: head }

const waiting = verdict([owed('waiting')])
const failed = verdict([project({ state: 'failed', conditions: [condition({ outcome: 'broken', value: '3.0' })] })])
const passed = verdict([project()])
const ended: CommitVerdict = { ...waiting, ended: true }
const off: CommitVerdict = { ...waiting, mode: 'off' }

type Run = { readonly id: number; readonly externalId: string; content: CheckRunContent }
type Crash = { readonly at: number; readonly effect: 'before' | 'after' }

/** Publishing on a real store and a GitHub that keeps runs, which dies at one of its steps. */
async function world(firstCrash?: Crash) {
  const store = await openDatabase(':memory:')
  const reader = storeReader(store.db)
  const transact = transactOn(store.db)
  const runs: Run[] = []
  const writes: string[] = []
  let crash = firstCrash
  let steps = 0

  async function step<T>(work: () => Promise<T>): Promise<T> {
    const dies = steps++ === crash?.at ? crash.effect : null
    if (dies === 'before') throw new Error('killed')
    const value = await work()
    if (dies === 'after') throw new Error('killed')
    return value
  }

  const deps: PublishDeps = {
    reader: { publication: (of) => step(() => reader.publication(of)) },
    transact: (work) => step(() => transact(work)),
    fingerprint,
    links: { sonarQube: () => 'https://sonar.example', commitPage: () => 'https://sluicegate.example/page' },
    gitHub: {
      newestCheckRun: () =>
        step(async () => {
          const run = runs.at(-1)
          return run === undefined
            ? null
            : { id: run.id, externalId: run.externalId, completed: run.content.conclusion !== null }
        }),
      createCheckRun: (_, sha, externalId, content) =>
        step(async () => {
          writes.push(`create ${content.conclusion} on ${sha}`)
          const id = 100 + runs.length
          runs.push({ id, externalId, content })
          return id
        }),
      updateCheckRun: (_, id, content) =>
        step(async () => {
          writes.push(`update ${content.conclusion}`)
          const run = runs.find((candidate) => candidate.id === id)
          if (run === undefined) return false
          run.content = content
          return true
        }),
    },
  }
  return {
    runs,
    writes,
    transact,
    show: (shown: CommitVerdict | null) => publish(deps, repository, commit, shown),
    /** Dies at a step from now on. */
    arm: (next: Crash) => {
      crash = next
      steps = 0
    },
    isSpent: () => crash !== undefined && steps > crash.at,
    conclusions: () => runs.map(({ content }) => content.conclusion),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

/** The same story for a crash at each of its steps, before and after that took effect. */
async function atEveryStep(story: (crash: Crash) => Promise<{ isSpent(): boolean }>): Promise<number> {
  let crashes = 0
  for (const effect of ['before', 'after'] as const) {
    for (let at = 0; (await story({ at, effect })).isSpent(); at++) crashes++
  }
  return crashes
}

it('creates a run, brings it up to date in place, and follows it with a new one when it waits again', async () => {
  await using here = await world()

  for (const shown of [waiting, failed, waiting, passed]) await here.show(shown)

  expect(here.writes).toEqual([`create null on ${head}`, 'update failure', `create null on ${head}`, 'update success'])
  expect(here.runs.map(({ externalId }) => externalId)).toEqual([1, 2].map((n) => `sluicegate:1:${head}:${n}`))
})

it('writes nothing that GitHub shows already', async () => {
  await using here = await world()
  await here.show(failed)
  here.writes.length = 0

  await here.show(failed)

  expect(here.writes).toEqual([])
})

it('ends the same, crashed at any step and tried again', async () => {
  const crashes = await atEveryStep(async (crash) => {
    await using here = await world(crash)

    for (const shown of [waiting, failed, waiting, passed]) {
      await here.show(shown).catch(() => here.show(shown))
    }

    expect(here.conclusions()).toEqual(['failure', 'success'])
    return here
  })
  expect(crashes).toBeGreaterThan(20)
})

it.each([
  ['a verdict', [waiting, failed], 'failure'],
  ['another push, which ends the wait', [waiting, ended], 'cancelled'],
  ['another push, after it waited again', [waiting, failed, waiting, ended], 'cancelled'],
  ['the mode being off', [waiting, off], 'neutral'],
] as const)('leaves no run open, crashed at any step and overtaken by %s', async (_, verdicts, conclusion) => {
  await atEveryStep(async (crash) => {
    await using here = await world(crash)

    for (const shown of verdicts.slice(0, -1)) await here.show(shown).catch(() => {})
    const last = verdicts.at(-1) ?? null
    await here.show(last).catch(() => here.show(last))

    expect(here.conclusions(), JSON.stringify(crash)).not.toContain(null)
    if (here.runs.length > 0 && conclusion === 'failure') expect(here.conclusions().at(-1)).toBe('failure')
    return here
  })
})

it.each([
  ['no verdict', null],
  ['a wait that has ended', ended],
  ['the mode off', off],
])('shows nothing for %s where nothing is shown', async (_, shown) => {
  await using here = await world()

  await here.show(shown)

  expect(here.writes).toEqual([])
})

it('leaves a concluded run as it is when the mode is switched off', async () => {
  await using here = await world()
  await here.show(failed)
  here.writes.length = 0

  await here.show(off)

  expect(here.writes).toEqual([])
})

it('follows a run that GitHub no longer has with a new one', async () => {
  await using here = await world()
  await here.show(waiting)
  here.runs.length = 0

  await here.show(passed)

  expect(here.conclusions()).toEqual(['success'])
  expect(here.runs[0]?.externalId).toBe(`sluicegate:1:${head}:2`)
})

it('creates one new run when somebody asks for it again, crashed at any step', async () => {
  await atEveryStep(async (crash) => {
    await using here = await world()
    await here.show(failed)
    await here.transact((facts) => facts.discardPublication(commit))
    here.arm(crash)

    await here.show(failed).catch(() => here.show(failed))

    expect(here.conclusions()).toEqual(['failure', 'failure'])
    return here
  })
})
