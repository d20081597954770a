import { expect, it } from 'vitest'
import type { Fault } from '../../fakes/github/faults.ts'
import { head, impatientWorld } from './impatient-world.ts'

const aLimit = { 'retry-after': '30' }
const faults: readonly (readonly [string, Omit<Fault, 'method' | 'path'>])[] = [
  ['401', { status: 401 }],
  ['403 with a limit', { status: 403, headers: aLimit }],
  ['403 without a limit', { status: 403 }],
  ['404', { status: 404 }],
  ['422, twice', { status: 422, times: 2 }],
  ['429 without a word', { status: 429 }],
  ['500', { status: 500 }],
  ['502 with a page instead of JSON', { status: 502, body: '<html>Bad Gateway</html>' }],
  ['502 after it did what was asked', { status: 502, when: 'after' }],
  ['502 after it did what was asked, thrice', { status: 502, when: 'after', times: 3 }],
  ['504 after it did what was asked', { status: 504, when: 'after' }],
  ['nothing', { hangMs: 60_000 }],
  ['nothing, after it did what was asked', { hangMs: 60_000, when: 'after' }],
]
const patience = { timeout: 40_000 }

it.concurrent('a token that GitHub does not take any more is replaced, and the story goes on', patience, async () => {
  await using world = await impatientWorld({ drainMs: 0 })
  world.open()
  await world.check(null)

  world.gitHub.expireTokens()
  await world.analyse()

  await world.check('failure')
  expect(world.runs()).toHaveLength(1)
})

it.concurrent('a limit holds up that installation, and nobody else', patience, async () => {
  await using world = await impatientWorld({ drainMs: 0 })
  const { gitHub } = world
  const sha = gitHub.addCommit(gitHub.createRepository({ owner: 'umbrella', name: 'shop' }))
  gitHub.requireCheck('umbrella/shop', 'main', { context: 'Sluicegate', integrationId: gitHub.app.id })
  gitHub.installApp({ owner: 'umbrella', repositories: ['shop'] })
  world.open()
  await world.check(null)
  // Four seconds of the test.
  gitHub.failNext({ method: 'PATCH', status: 403, headers: { 'retry-after': '120' } })
  await world.analyse()
  await gitHub.until(() => gitHub.requests.some(({ status }) => status === 403))
  gitHub.clearRequests()

  gitHub.push('umbrella/shop', 'feature', sha)
  gitHub.openPullRequest('umbrella/shop', { head: 'feature' })
  await world.check('action_required', 'umbrella/shop', sha)

  expect(gitHub.requests.filter(({ path }) => path.startsWith('/repos/acme'))).toEqual([])
  await world.check(null)
  await world.check('failure')
  expect(world.runs()).toHaveLength(1)
})

it.concurrent.each(faults)(
  'when GitHub answers %s to a write, the check is created once and gets its verdict',
  patience,
  async (_, fault) => {
    await using world = await impatientWorld({ gitHubTimeoutMs: 1000, drainMs: 0 })
    world.gitHub.failNext({ ...fault, method: 'POST', path: /check-runs$/ })

    world.open()
    const created = await world.check(null)
    expect(world.runs()).toEqual([created.id])
    world.gitHub.failNext({ ...fault, method: 'PATCH' })
    await world.analyse()
    const { id } = await world.check('failure')

    // A run that GitHub denies to have is followed by a new one, and the newest is what it shows.
    expect(world.runs()).toEqual(fault.status === 404 ? [created.id, id] : [created.id])
  },
)

it.concurrent.each([
  ['401', { status: 401 }],
  ['403', { status: 403 }],
  ['404', { status: 404 }],
  ['500, thrice', { status: 500, times: 3 }],
  ['nothing', { hangMs: 60_000 }],
])('when GitHub answers %s to the request for a token, it is asked again', patience, async (_, fault) => {
  await using world = await impatientWorld({ gitHubTimeoutMs: 1000, drainMs: 0 })
  world.gitHub.failNext({ ...fault, path: /access_tokens$/ })

  world.open()
  await world.check(null)
  await world.analyse()
  await world.check('failure')

  expect(world.runs()).toHaveLength(1)
})

it.concurrent(
  'an outage of everything is outlasted, and what happened meanwhile is made up for',
  patience,
  async () => {
    await using world = await impatientWorld({ drainMs: 0 })
    const { gitHub } = world
    gitHub.failNext({ status: 503, times: 1000 })
    world.open()
    await world.analyse()
    await gitHub.until(() => gitHub.requests.filter(({ status }) => status === 503).length > 5)
    await gitHub.settled()

    gitHub.clearFaults()

    await world.check('failure')
    expect(gitHub.checkRuns('acme/web', head)).toHaveLength(1)
  },
)
