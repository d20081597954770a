import { expect, it } from 'vitest'
import { parseRepositoryFile } from '../../../src/adapters/github/parse-repository-file.ts'
import { fingerprint } from '../../../src/adapters/store/fingerprint.ts'
import type { CheckRunContent } from '../../../src/core/decorations/check-run-content.ts'
import type { GitHub } from '../../../src/flow/ports.ts'
import { reconcileCommit } from '../../../src/flow/reconcile/reconcile-commit.ts'
import { settleAnalysis } from '../../../src/flow/reconcile/settle-analysis.ts'
import { openWorld, pullRequestEvent, report, repository, state } from '../take-in/open-world.ts'

const head = 'c'.repeat(40)
const minute = 60_000
const commit = { repositoryId: repository.id, sha: head }
const project = { key: 'shop-api', name: 'Shop API', url: null }

type Crash = { readonly at: number; readonly effect: 'before' | 'after' }

/** A pull request whose repository has this file, with a GitHub that keeps check runs and dies at one of our steps. */
async function worldWith(file: string, { required = false, crash }: { required?: boolean; crash?: Crash } = {}) {
  const world = await openWorld()
  const runs: { id: number; externalId: string; content: CheckRunContent }[] = []
  let steps = 0
  let asked = 0

  async function step<T>(work: () => Promise<T>): Promise<T> {
    const dies = steps++ === crash?.at ? crash.effect : null
    if (dies === 'before') throw new Error('killed')
    const value = await work()
    if (dies === 'after') throw new Error('killed')
    return value
  }
  const notAsked = () => Promise.reject(new Error('was not to be asked'))
  const gitHub: GitHub = {
    installations: notAsked,
    repositoriesOf: notAsked,
    repository: notAsked,
    openPullRequests: notAsked,
    pullRequest: async () => state(head, 1),
    pullRequestCommits: notAsked,
    parents: notAsked,
    isOnBranch: notAsked,
    file: () => step(async () => file),
    requiresCheck: () =>
      step(async () => {
        asked += 1
        return required
      }),
    newestCheckRun: () =>
      step(async () => {
        const run = runs.at(-1)
        return run === undefined ? null : { ...run, completed: run.content.conclusion !== null }
      }),
    createCheckRun: (_, __, externalId, content) =>
      step(async () => runs.push({ id: runs.length + 1, externalId, content })),
    updateCheckRun: (_, id, content) =>
      step(async () => {
        const run = runs.find((candidate) => candidate.id === id)
        if (run !== undefined) run.content = content
        return run !== undefined
      }),
  }
  const deps = {
    ...{ gitHub, fingerprint, parseFile: parseRepositoryFile, waitMs: 60 * minute, learning: true },
    reader: world.reader,
    clock: world.clock,
    transact: ((work) => step(() => world.transact(work))) as typeof world.transact,
    links: { sonarQube: () => 'https://sonar.example', commitPage: () => 'https://sluicegate.example/page' },
    sonarQube: { gateStatus: async () => null, isCurrent: async () => false },
  }
  await world.gitHub(pullRequestEvent(state(head, 1)))
  return Object.assign(world, {
    runs,
    asked: () => asked,
    isSpent: () => crash !== undefined && steps > crash.at,
    reconcile: () => reconcileCommit(deps, commit),
    analysed: async (status: 'OK' | 'ERROR', taskId = 'task') => {
      const gate = { name: 'Sonar way', status, conditions: [] }
      await world.sonarQube(
        report({ project, taskId, gate, scope: { kind: 'pull_request', key: '7' }, revision: head }),
      )
      const [newest] = (await world.analyses()).slice(-1)
      if (newest !== undefined) await settleAnalysis({ ...deps, transact: world.transact }, newest.analysis.id)
    },
    shown: () => runs.map(({ content }) => content.conclusion),
    [Symbol.asyncDispose]: () => world.db.destroy(),
  })
}

const bound = 'projects:\n  - key: shop-api\n'

it('waits until its deadline, and then says that nothing came', async () => {
  await using world = await worldWith(bound)
  const deadline = world.now + 60 * minute

  expect(await world.reconcile()).toEqual({ nextAt: deadline })
  expect(world.shown()).toEqual([null])
  world.now = deadline
  await world.reconcile()

  expect(world.shown()).toEqual(['timed_out'])
})

it('waits as long as the file says', async () => {
  await using world = await worldWith(`${bound}wait-minutes: 5\n`)

  expect(await world.reconcile()).toEqual({ nextAt: world.now + 5 * minute })
})

it('shows nothing where nothing is expected, and asks whether the check is required only there', async () => {
  await using without = await worldWith('')
  await using withProject = await worldWith(bound)

  await without.reconcile()
  await withProject.reconcile()

  expect([without.shown(), without.asked()]).toEqual([[], 1])
  expect([withProject.shown(), withProject.asked()]).toEqual([[null], 0])
})

it('says what to do where the check is required and no project is bound', async () => {
  await using world = await worldWith('', { required: true })

  await world.reconcile()

  expect(world.shown()).toEqual(['action_required'])
})

it('keeps the verdict that it shows, once', async () => {
  await using world = await worldWith(bound)
  await world.analysed('ERROR')
  await world.reconcile()
  await world.reconcile()

  expect(await world.reader.newestVerdict(commit)).toMatchObject({ verdict: { state: 'failed' } })
  expect(await world.db.selectFrom('verdict').select('id').execute()).toHaveLength(1)
})

it('has nothing to show for a repository that is gone', async () => {
  await using world = await worldWith(bound)
  await world.gitHub({ kind: 'repositories_removed', ids: [repository.id], installationId: null })

  expect(await world.reconcile()).toEqual({ nextAt: null })
  expect(world.runs).toEqual([])
})

it('comes to the same end, crashed at any step before or after its effect, and run again', async () => {
  let crashes = 0
  for (const effect of ['before', 'after'] as const) {
    for (let at = 0, isSpent = true; isSpent; at++) {
      await using world = await worldWith(bound, { crash: { at, effect } })
      await world.reconcile().catch(() => world.reconcile())
      await world.analysed('ERROR', 'first')
      await world.reconcile().catch(() => world.reconcile())
      await world.analysed('OK', 'second')
      await world.reconcile().catch(() => world.reconcile())

      expect(world.shown()).toEqual(['success'])
      expect(await world.reader.newestVerdict(commit)).toMatchObject({ verdict: { state: 'passed' } })
      isSpent = world.isSpent()
      crashes += 1
    }
  }
  expect(crashes).toBeGreaterThan(20)
})
