import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRecordedRepository, install, openRecordedPullRequest, recordedShas } from './recorded-pull-request.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { checkOf, startWorld, type World } from './world.ts'

const pullRequests = 'sonarqube-26.4-pull-requests'
const [head, second] = recordedShas.pull2

function open({ gitHub }: World, file: string | null): void {
  createRecordedRepository(gitHub, { file })
  install(gitHub)
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
}

it('answers a required check that no project is bound for, since an absent one would hang the merge', async () => {
  await using world = await startWorld({}, { validate: false })

  open(world, null)

  const check = await world.check('acme/web', head, 'action_required')
  expect(check.title).toMatchInlineSnapshot(`"No SonarQube project is bound to this repository"`)
  expect(check.summary).toContain('.github/sluicegate.yml')
})

it('posts nothing where nothing is bound and nothing is required', async () => {
  await using world = await startWorld({}, { validate: false })
  createRecordedRepository(world.gitHub, { file: null, required: false })
  install(world.gitHub)
  openRecordedPullRequest(world.gitHub, 2, recordedShas.pull2)
  await world.gitHub.settled()

  await world.recorded(pullRequests, '004')

  const check = await world.check('acme/web', head, 'failure')
  expect(world.gitHub.checkRuns('acme/web', head)[0]?.history).toHaveLength(1)
  expect(check.title).toMatchInlineSnapshot(`"1 of 4 conditions failed"`)
})

it('shows and never blocks in report mode', async () => {
  await using world = await startWorld({}, { validate: false })
  open(world, 'mode: report\nprojects:\n  - key: acme-web\n')
  await world.check('acme/web', head, null)

  await world.recorded(pullRequests, '004')

  const check = await world.check('acme/web', head, 'neutral')
  expect(check.title).toMatchInlineSnapshot(`"1 of 4 conditions failed (does not block)"`)
  expect(world.gitHub.mergeState('acme/web', 2).state).toBe('clean')
})

it('frees a required check in mode off, and says so', async () => {
  await using world = await startWorld({}, { validate: false })

  open(world, 'mode: off\n')

  const check = await world.check('acme/web', head, 'neutral')
  expect(check.title).toMatchInlineSnapshot(`"off"`)
})

it('shows the faults of the file with their lines, and lets the last valid one stand', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  open(world, 'projects:\n  - key: acme-web\n')
  await world.check('acme/web', head, null)

  const parents = [gitHub.headOf('acme/web')]
  const file = 'projects:\n  - key: acme-web\n    pahts: [a]\n'
  gitHub.push('acme/web', 'main', gitHub.addCommit('acme/web', { parents, files: { '.github/sluicegate.yml': file } }))

  const shown = await gitHub.until(() => {
    const check = checkOf(gitHub, 'acme/web', head, null)
    return check?.summary.includes('pahts') && check
  })
  expect(shown.summary).toContain('line 3')
})

it('calls it missing at the deadline, also after a restart, and lets a late analysis turn it', async () => {
  await using folder = await temporaryFolder()
  const database = join(folder.path, 'sluicegate.db')
  let now = Date.now()
  const clock = { now: () => now }
  await using world = await startWorld({ DATABASE_URL: `sqlite:${database}` }, { validate: false, clock })
  open(world, 'projects:\n  - key: acme-web\nwait-minutes: 5\n')
  await world.check('acme/web', head, null)

  await world.restart()
  now += 6 * 60_000
  const missing = await world.check('acme/web', head, 'timed_out')
  await world.recorded(pullRequests, '004')
  const late = await world.check('acme/web', head, 'failure')

  expect(missing.title).toMatchInlineSnapshot(`"No analysis within 5 minutes"`)
  expect(late.id).toBe(missing.id)
})

it('retires the results of a pull request when its base changes', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  open(world, 'projects:\n  - key: acme-web\n')
  gitHub.push('acme/web', 'release/1.x', recordedShas.mainSecond)
  gitHub.push('acme/web', 'feature-2', second)
  await world.check('acme/web', second, null)
  await world.recorded(pullRequests, '005')
  const failed = await world.check('acme/web', second, 'failure')

  gitHub.editBase('acme/web', 2, 'release/1.x')

  const waiting = await world.check('acme/web', second, null)
  expect(waiting.id).not.toBe(failed.id)
})

it('reports again in a new run when somebody asks for a re-run', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  open(world, 'projects:\n  - key: acme-web\n')
  await world.check('acme/web', head, null)
  await world.recorded(pullRequests, '004')
  const failed = await world.check('acme/web', head, 'failure')

  gitHub.rerequestCheckRun(failed.id)

  const again = await gitHub.until(() => {
    const check = checkOf(gitHub, 'acme/web', head, 'failure')
    return check !== null && check.id !== failed.id && check
  })
  expect(again.title).toBe(failed.title)
})
