import { expect, it } from 'vitest'
import { openRecordedPullRequest } from './recorded-pull-request.ts'
import { startWorld } from './world.ts'

it('holds a pull request from opened, through failed, to passed, and the merge with it', async () => {
  await using world = await startWorld()
  const { gitHub } = world
  const { number, heads } = openRecordedPullRequest(gitHub)

  const waiting = await world.check('acme/web', heads[0], null)
  expect(waiting.title).toMatchInlineSnapshot(`"Waiting for SonarQube's analysis"`)
  expect(gitHub.mergeState('acme/web', number).state).toBe('blocked')

  expect((await world.recorded('sonarqube-26.4-pull-requests', '004')).status).toBe(202)
  const failed = await world.check('acme/web', heads[0], 'failure')
  expect(failed.title).toMatchInlineSnapshot(`"1 of 4 conditions failed"`)
  expect(failed.id).toBe(waiting.id)
  expect(gitHub.mergeState('acme/web', number).state).toBe('blocked')

  gitHub.push('acme/web', 'feature', heads[2])
  await world.check('acme/web', heads[2], null)
  expect((await world.recorded('sonarqube-26.4-pull-requests', '006')).status).toBe(202)
  const passed = await world.check('acme/web', heads[2], 'success')
  expect(passed.title).toMatchInlineSnapshot(`"Quality gate passed"`)
  expect(gitHub.mergeState('acme/web', number).state).toBe('clean')
  expect(gitHub.bugs).toEqual([])
  expect(gitHub.unknown).toEqual([])
})
