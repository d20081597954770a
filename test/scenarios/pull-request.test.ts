import { expect, it } from 'vitest'
import { createRecordedRepository, install, openRecordedPullRequest, recordedShas } from './recorded-pull-request.ts'
import { recordedRevision } from './recorded-webhooks.ts'
import { checkOf, startWorld } from './world.ts'

const pullRequests = 'sonarqube-26.4-pull-requests'

it('holds a pull request from opened, through failed, to passed, and the merge with it', async () => {
  await using world = await startWorld()
  const { gitHub } = world
  const [first, , third] = recordedShas.pull2
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)

  const waiting = await world.check('acme/web', first, null)
  expect(waiting.title).toMatchInlineSnapshot(`"Waiting for SonarQube's analysis"`)
  expect(gitHub.mergeState('acme/web', 2).state).toBe('blocked')

  expect((await world.recorded(pullRequests, '004')).status).toBe(202)
  const failed = await world.check('acme/web', first, 'failure')
  expect(failed.title).toMatchInlineSnapshot(`"1 of 4 conditions failed"`)
  expect(failed.id).toBe(waiting.id)
  expect(gitHub.mergeState('acme/web', 2).state).toBe('blocked')

  gitHub.push('acme/web', 'feature-2', third)
  await world.check('acme/web', third, null)
  expect((await world.recorded(pullRequests, '006')).status).toBe(202)
  const passed = await world.check('acme/web', third, 'success')
  expect(passed.title).toMatchInlineSnapshot(`"Quality gate passed"`)
  expect(gitHub.mergeState('acme/web', 2).state).toBe('clean')
  expect(gitHub.bugs).toEqual([])
  expect(gitHub.unknown).toEqual([])
})

it('reads in pull requests that were open before the app was installed', async () => {
  await using world = await startWorld({}, { validate: false })
  createRecordedRepository(world.gitHub)
  openRecordedPullRequest(world.gitHub, 2, recordedShas.pull2)

  install(world.gitHub)

  await world.check('acme/web', recordedShas.pull2[0], null)
})

it('finds the head behind the test merge commit that was checked out, and says so', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  const [head] = recordedShas.pull5
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 5, recordedShas.pull5)
  gitHub.addCommit('acme/web', { sha: recordedShas.pull5Merge, parents: [recordedShas.mainSecond, head] })

  await world.recorded(pullRequests, '025')

  const passed = await world.check('acme/web', head, 'success')
  expect(passed.summary).toContain('second parent')
  expect(gitHub.checkRuns('acme/web', recordedShas.pull5Merge)).toEqual([])
})

it('never lets an analysis of the base commit unblock, and says what the scanner must be told', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  const head = '3333333333333333333333333333333333333333'
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 6, [head])
  await world.check('acme/web', head, null)

  await world.recorded(pullRequests, '028')

  const seen = await gitHub.until(() => {
    const check = checkOf(gitHub, 'acme/web', head, null)
    return check?.summary.includes('sonar.scm.revision') && check
  })
  expect(seen.conclusion).toBeNull()
  expect(gitHub.mergeState('acme/web', 6).state).toBe('blocked')
})

it('gives the result of an older head to that head, and lets the new one wait', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  const [first, second] = recordedShas.pull2
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  await world.check('acme/web', first, null)
  gitHub.push('acme/web', 'feature-2', second)
  await world.check('acme/web', second, null)
  await world.check('acme/web', first, 'cancelled')

  await world.recorded(pullRequests, '004')

  await world.check('acme/web', first, 'failure')
  expect(checkOf(gitHub, 'acme/web', second, null)).not.toBeNull()
})

it('follows the gate when issues are reviewed in SonarQube, in the same check run', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  const [head] = recordedShas.pull7
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 7, recordedShas.pull7)
  await world.recorded(pullRequests, '010')
  const failed = await world.check('acme/web', head, 'failure')

  await world.recorded(pullRequests, '011')
  const accepted = await world.check('acme/web', head, 'success')
  await world.recorded(pullRequests, '012')
  const reopened = await world.check('acme/web', head, 'failure')

  expect([accepted.id, reopened.id]).toEqual([failed.id, failed.id])
})

it('answers 200 to what it has seen before, and writes nothing', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  createRecordedRepository(gitHub)
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  await world.recorded(pullRequests, '004')
  await world.check('acme/web', recordedShas.pull2[0], 'failure')
  gitHub.clearRequests()

  const again = await world.recorded(pullRequests, '004')

  expect(again.status).toBe(200)
  expect(gitHub.writes()).toEqual([])
})

it('lets the worst of two pull requests with the same head stand on the commit', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  const head = recordedRevision(pullRequests, '030')
  createRecordedRepository(gitHub)
  gitHub.push('acme/web', 'release/1.x', recordedShas.mainSecond)
  install(gitHub)
  openRecordedPullRequest(gitHub, 8, [head])
  gitHub.openPullRequest('acme/web', { number: 9, head: 'feature-8', base: 'release/1.x' })
  await world.check('acme/web', head, null)

  await world.recorded(pullRequests, '030')
  const stillWaiting = await gitHub.until(() => {
    const check = checkOf(gitHub, 'acme/web', head, null)
    return check?.summary.includes('9') && check
  })
  await world.recorded(pullRequests, '031')
  const passed = await world.check('acme/web', head, 'success')

  expect(passed.id).toBe(stillWaiting.id)
})
