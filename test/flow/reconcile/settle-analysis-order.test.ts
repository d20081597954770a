import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decideCommit } from '../../../src/core/verdicts/decide-commit.ts'
import { defaultRepositoryFile } from '../../../src/core/verdicts/repository-file.ts'
import { branch, broken, gate, sha } from '../../core/analyses/build-analysis.ts'
import { pullRequestEvent, report, repository, state } from '../take-in/open-world.ts'
import { openSettleWorld, type SettleWorld } from './settle-analysis-world.ts'

const [head, formerHead, base] = [sha('a'), sha('b'), sha('e')]
const push = (onto: string, commit: string, id: string) => (world: SettleWorld) =>
  world.gitHub({ kind: 'push', repository, branch: onto, commits: [commit], touchesFile: false }, id)
const namesHead = { 'sonar.analysis.commit': head }

/** A pull request with two heads, analysed in every way, and all that GitHub tells of it. */
const arrivals: readonly ((world: SettleWorld) => Promise<unknown>)[] = [
  (world) => world.gitHub(pullRequestEvent(state(formerHead, 0)), 'opened'),
  (world) => world.gitHub(pullRequestEvent(state(head, 9)), 'pushed'),
  push('feature', formerHead, 'push 1'),
  push('feature', head, 'push 2'),
  push('main', base, 'push 3'),
  (world) => world.sonarQube(report({ id: 1, revision: formerHead, gate: gate([broken]) })),
  (world) => world.sonarQube(report({ id: 2, revision: head })),
  (world) => world.sonarQube(report({ id: 3, revision: base })),
  (world) =>
    world.sonarQube(
      report({ id: 4, revision: base, properties: namesHead, project: { key: 'web', name: 'Web', url: null } }),
    ),
  (world) => world.sonarQube(report({ id: 5, revision: head, scope: branch('feature') })),
  (world) => world.sonarQube(report({ id: 6, revision: null })),
]

/** GitHub hides everything: only what it told of its own accord is known. */
async function work(world: SettleWorld): Promise<void> {
  for (let due = await world.due(); due.some(isAnalysis); due = await world.due()) {
    for (const key of due.filter(isAnalysis)) await world.settle(Number(key.split(':')[1]))
  }
}
const isAnalysis = (key: string) => key.startsWith('analysis:')

async function endOf(inOrder: typeof arrivals, worksAfter: readonly boolean[]) {
  const world = await openSettleWorld()
  const web = { connection: 'default', projectKey: 'web', projectName: 'Web', repositoryId: 1, kind: 'set' } as const
  await world.transact((facts) => facts.bind(web, world.now))
  for (const [at, arrive] of inOrder.entries()) {
    await arrive(world)
    if (worksAfter[at]) await work(world)
  }
  await work(world)
  const analyses = await world.analyses()
  const verdicts = await Promise.all([head, formerHead, base].map((commit) => verdictOf(world, commit)))
  await world[Symbol.asyncDispose]()
  return {
    attributions: Object.fromEntries(analyses.map(({ analysis, attribution }) => [analysis.taskId, attribution])),
    verdicts,
  }
}

async function verdictOf(world: SettleWorld, commit: string) {
  const records = await world.reader.commitFacts({ repositoryId: repository.id, sha: commit })
  const pullRequests = records.pullRequests.map((pr) => ({ ...pr, checkRequired: false }))
  const rest = { now: world.now, waitMs: 60_000, file: defaultRepositoryFile, fileFaults: [] }
  const { verdict } = decideCommit({ ...records, ...rest, pullRequests })
  return verdict?.projects.map(({ key, state, standIn, pullRequest, branch, analysis }) => [
    key,
    state,
    standIn,
    pullRequest,
    branch,
    analysis?.taskId,
  ])
}

it('3: in whatever order analyses and what names their commits arrive, and whenever the worker looks, the end is the same', async () => {
  const inOrder = await endOf(arrivals, [])
  expect(inOrder).toMatchObject({
    attributions: {
      'task-1': { state: 'attributed', sha: formerHead, pullRequest: 7 },
      'task-2': { state: 'attributed', sha: head, pullRequest: 7 },
      'task-3': { state: 'unverified', reason: 'base_commit', pullRequest: 7 },
      'task-4': { state: 'attributed', sha: head, namedBy: 'property' },
      'task-5': { state: 'attributed', sha: head, branch: 'feature' },
      'task-6': { state: 'unverified', reason: 'no_revision', pullRequest: 7 },
    },
    verdicts: [
      [
        ['shop-api', 'passed', false, 7, null, 'task-2'],
        ['web', 'passed', false, 7, null, 'task-4'],
      ],
      [['shop-api', 'failed', false, 7, null, 'task-1']],
      undefined,
    ],
  })

  const order = fc.shuffledSubarray([...arrivals], { minLength: arrivals.length })
  await fc.assert(
    fc.asyncProperty(order, fc.array(fc.boolean(), { maxLength: arrivals.length }), async (shuffled, worksAfter) => {
      expect(await endOf(shuffled, worksAfter)).toEqual(inOrder)
    }),
    { numRuns: 40 },
  )
})
