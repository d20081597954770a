import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRecordedRepository, install, openRecordedPullRequest, recordedShas } from './recorded-pull-request.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { checkOf, startWorld, type World } from './world.ts'

const pullRequests = 'sonarqube-26.4-pull-requests'
const [first, second, third] = recordedShas.pull2
const other = '3333333333333333333333333333333333333333'

it('gives a check to what was pushed and opened while it was down', async () => {
  await using folder = await temporaryFolder()
  const database = { DATABASE_URL: `sqlite:${join(folder.path, 'sluicegate.db')}` }
  await using world = await startWorld(database, { validate: false })
  const { gitHub } = world
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  await world.check('acme/web', first, null)

  await world.restart(() => {
    gitHub.push('acme/web', 'feature-2', second)
    openRecordedPullRequest(gitHub, 3, [other])
  })

  await world.check('acme/web', second, null)
  await world.check('acme/web', other, null)
  await world.check('acme/web', first, 'cancelled')
})

it('uses an analysis that came while the app was not installed, once it is again', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  createRecordedRepository(gitHub)
  const installation = install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  await world.check('acme/web', first, null)
  gitHub.uninstall(installation)
  await gitHub.settled()
  expect((await world.recorded(pullRequests, '004')).status).toBe(202)

  install(gitHub)

  await world.check('acme/web', first, 'failure')
})

it('gives a check to every open pull request once the project was learned from one of them', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  createRecordedRepository(gitHub, { file: null, required: false })
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  openRecordedPullRequest(gitHub, 3, [other])
  await gitHub.settled()

  await world.recorded(pullRequests, '004')

  await world.check('acme/web', first, 'failure')
  await world.check('acme/web', other, null)
})

it('answers a check that becomes required while a pull request is open', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  createRecordedRepository(gitHub, { file: null, required: false })
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  await gitHub.until(() => gitHub.requests.some(({ path }) => path.includes('/rules/branches/')))
  expect(gitHub.checkRuns('acme/web', first)).toEqual([])

  gitHub.requireCheck('acme/web', 'main', { context: 'Sluicegate', integrationId: gitHub.app.id })
  // The fake changes a ruleset without telling the app of it.
  await tell(world, 'repository_ruleset', { action: 'created', ...inRepository(world) })

  await world.check('acme/web', first, 'action_required')
})

it('reports a re-run that is asked for while a result is being written in a run of its own', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  const { id } = await world.check('acme/web', first, null)
  gitHub.hang({ method: 'PATCH', hangMs: 500, times: 1 })
  await world.recorded(pullRequests, '004')
  await gitHub.until(
    () => gitHub.requests.some(({ method }) => method === 'PATCH') || checkOf(gitHub, 'acme/web', first, 'failure'),
  )

  gitHub.rerequestCheckRun(id)

  const again = await gitHub.until(() => {
    const check = checkOf(gitHub, 'acme/web', first, 'failure')
    return check !== null && check.id !== id && check
  })
  expect(again.id).not.toBe(id)
})

it('lets a head that comes back have its verdict at once', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  await world.check('acme/web', first, null)
  await world.recorded(pullRequests, '004')
  await world.check('acme/web', first, 'failure')
  gitHub.push('acme/web', 'feature-2', third)
  await world.check('acme/web', third, null)

  gitHub.push('acme/web', 'feature-2', first)

  await gitHub.until(() => gitHub.mergeState('acme/web', 2).state === 'blocked')
  await world.check('acme/web', third, 'cancelled')
  expect(checkOf(gitHub, 'acme/web', first, 'failure')).not.toBeNull()
})

/** Delivers an event as GitHub does. */
async function tell({ gitHub, server }: World, event: string, payload: object): Promise<void> {
  const body = JSON.stringify(payload)
  const signature = createHmac('sha256', gitHub.app.webhookSecret).update(body).digest('hex')
  const response = await fetch(`${server.url}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': crypto.randomUUID(),
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  })
  expect(response.status).toBe(200)
}

/** What events of the repository carry: as in the newest that GitHub sent. */
function inRepository({ gitHub }: World) {
  const { payload } = gitHub.deliveries.findLast(({ event }) => event === 'pull_request') ?? {}
  const { repository, installation, sender } = JSON.parse(JSON.stringify(payload))
  return { repository, installation, sender }
}
