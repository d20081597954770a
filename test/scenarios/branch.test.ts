import { expect, it } from 'vitest'
import { recordedRevision } from './recorded-webhooks.ts'
import { startWorld, type World } from './world.ts'

const server = 'sonarqube-26.9'

/** The repository of the Python recordings, each analysed commit pushed to main. */
function pushRecorded({ gitHub }: World, labels: readonly string[]): readonly string[] {
  gitHub.createRepository({ owner: 'psf', name: 'requests' })
  gitHub.installApp({ owner: 'psf', repositories: ['requests'] })
  return labels.map((label) => {
    const parents = [gitHub.headOf('psf/requests')]
    const sha = gitHub.addCommit('psf/requests', { sha: recordedRevision(server, label), parents })
    gitHub.push('psf/requests', 'main', sha)
    return sha
  })
}

it('judges main by all conditions: not computed at first, then failed, then passed', async () => {
  await using world = await startWorld({}, { validate: false })
  const [first = '', second = '', third = ''] = pushRecorded(world, ['001', '002', '003'])
  await world.gitHub.settled()

  await world.recorded(server, '001')
  const notComputed = await world.check('psf/requests', first, 'neutral')
  await world.recorded(server, '002')
  const failed = await world.check('psf/requests', second, 'failure')
  await world.recorded(server, '003')
  const passed = await world.check('psf/requests', third, 'success')

  expect([notComputed.title, failed.title, passed.title]).toMatchInlineSnapshot(`
    [
      "Quality gate not computed: first analysis of the branch",
      "2 of 4 conditions failed",
      "Quality gate passed",
    ]
  `)
})

it('turns the check of a main commit when an issue is accepted in SonarQube, without an analysis', async () => {
  await using world = await startWorld({}, { validate: false })
  const [, sha = ''] = pushRecorded(world, ['001', '004'])
  await world.gitHub.settled()
  await world.recorded(server, '001')
  await world.recorded(server, '004')
  const failed = await world.check('psf/requests', sha, 'failure')

  await world.recorded(server, '005')

  const passed = await world.check('psf/requests', sha, 'success')
  expect(passed.id).toBe(failed.id)
})

it('lets a main analysis stand in for a pull request that has none of its own, by its new-code conditions', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  pushRecorded(world, ['001'])
  await gitHub.settled()
  await world.recorded(server, '001')
  const parents = [gitHub.headOf('psf/requests')]
  const [red, green] = ['002', '003'].map((label) =>
    gitHub.addCommit('psf/requests', { sha: recordedRevision(server, label), parents }),
  ) as [string, string]
  gitHub.push('psf/requests', 'feature', red)
  gitHub.openPullRequest('psf/requests', { head: 'feature', title: 'Upgrade' })
  await gitHub.settled()

  await world.recorded(server, '002')
  const failed = await world.check('psf/requests', red, 'failure')
  gitHub.push('psf/requests', 'feature', green)
  await world.check('psf/requests', green, null)
  await world.recorded(server, '003')
  const passed = await world.check('psf/requests', green, 'success')

  expect(failed.summary).toContain('stands in')
  expect(passed.title).toMatchInlineSnapshot(`"Quality gate passed"`)
})

it('learns the repository from the commits that GitHub told of', async () => {
  await using world = await startWorld({}, { validate: false })
  const [sha = ''] = pushRecorded(world, ['002'])
  await world.gitHub.settled()

  await world.recorded(server, '002')

  await world.check('psf/requests', sha, 'failure')
})

it('learns nothing where it is told not to, and keeps the analysis', async () => {
  await using world = await startWorld({ SLUICEGATE_LEARN_BINDINGS: 'false' }, { validate: false })
  const { gitHub } = world
  const [sha = ''] = pushRecorded(world, ['002'])
  await gitHub.settled()
  const kept = await world.recorded(server, '002')

  const files = { '.github/sluicegate.yml': 'projects:\n  - key: py.requests:http_client\n' }
  gitHub.push('psf/requests', 'main', gitHub.addCommit('psf/requests', { parents: [sha], files }))

  await world.check('psf/requests', sha, 'failure')
  expect(kept.status).toBe(202)
})

it('matches an analysis that came before its push', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  gitHub.createRepository({ owner: 'psf', name: 'requests' })
  gitHub.installApp({ owner: 'psf', repositories: ['requests'] })
  const parents = [gitHub.headOf('psf/requests')]
  const sha = gitHub.addCommit('psf/requests', { sha: recordedRevision(server, '002'), parents })
  await world.recorded(server, '002')

  gitHub.push('psf/requests', 'main', sha)

  await world.check('psf/requests', sha, 'failure')
})

it('finds the repository of a main analysis by a file that was there before the app, without any pull request', async () => {
  await using world = await startWorld({ SLUICEGATE_LEARN_BINDINGS: 'false' }, { validate: false })
  const { gitHub } = world
  gitHub.createRepository({ owner: 'psf', name: 'requests' })
  const files = { '.github/sluicegate.yml': 'projects:\n  - key: py.requests:http_client\n' }
  const parents = [gitHub.headOf('psf/requests')]
  const sha = gitHub.addCommit('psf/requests', { sha: recordedRevision(server, '002'), parents, files })
  gitHub.push('psf/requests', 'main', sha)
  await world.recorded(server, '002')

  gitHub.installApp({ owner: 'psf', repositories: ['requests'] })

  await world.check('psf/requests', sha, 'failure')
})

it('finds the analyses that came before their project was learned', async () => {
  await using world = await startWorld({}, { validate: false })
  const { gitHub } = world
  gitHub.createRepository({ owner: 'psf', name: 'requests' })
  gitHub.installApp({ owner: 'psf', repositories: ['requests'] })
  await gitHub.settled()
  const parents = [gitHub.headOf('psf/requests')]
  const older = gitHub.addCommit('psf/requests', { sha: recordedRevision(server, '002'), parents })
  const newer = gitHub.addCommit('psf/requests', { sha: recordedRevision(server, '003'), parents: [older] })
  gitHub.pauseDeliveries()
  gitHub.push('psf/requests', 'main', older)
  gitHub.dropDeliveries()
  gitHub.resumeDeliveries()
  await world.recorded(server, '002')

  gitHub.push('psf/requests', 'main', newer)
  await world.recorded(server, '003')

  await world.check('psf/requests', newer, 'success')
  await world.check('psf/requests', older, 'failure')
})
