import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type World, webhookSecret } from '../scenarios/world.ts'
import type { CommitName } from './sample-commits.ts'
import { type SonarQube, startSonarQube } from './sonarqube/start-sonarqube.ts'
import { type Story, startStory } from './story.ts'

// The whole app between a real SonarQube server and the fake GitHub: every check here comes from SonarQube's own webhook.

const repository = 'acme/shop'
/** SonarQube delivers seconds after its task; the machine may be busy. */
const patience = { timeoutMs: 60_000 }

let sonarqube: SonarQube
let world: World
let story: Story

beforeAll(async () => {
  sonarqube = await startSonarQube()
})

afterAll(async () => {
  await sonarqube?.[Symbol.asyncDispose]()
})

function tellStory(name: string): void {
  beforeAll(async () => {
    world = await startWorld({ SONARQUBE_URL: sonarqube.url, SONARQUBE_TOKEN: sonarqube.token })
    const url = `${world.server.url}/api/sonarqube/webhooks/default`
    story = await startStory(sonarqube, { name, webhook: { url, secret: webhookSecret } })
    const { gitHub } = world
    gitHub.createRepository({ owner: 'acme', name: 'shop' })
    gitHub.requireCheck(repository, 'main', { context: 'Sluicegate', integrationId: gitHub.app.id })
    for (const { sha, parents, message, files } of Object.values(story.repository.commits)) {
      gitHub.addCommit(repository, { sha, parents, message, files: Object.fromEntries(files) })
    }
    gitHub.installApp({ owner: 'acme', repositories: ['shop'] })
  })
  afterAll(async () => {
    await story?.[Symbol.asyncDispose]()
    await world?.[Symbol.asyncDispose]()
  })
}

function shaOf(commit: CommitName): string {
  return story.repository.commits[commit].sha
}

describe('the main branch', () => {
  tellStory('app-main')

  it.each([
    { commit: 'basket', conclusion: 'neutral', title: 'Quality gate not computed: first analysis of the branch' },
    { commit: 'discounts', conclusion: 'failure', title: '2 of 4 conditions failed' },
    { commit: 'tested-discounts', conclusion: 'success', title: 'Quality gate passed' },
    { commit: 'vouchers', conclusion: 'failure', title: '1 of 4 conditions failed' },
  ] as const)('shows $conclusion on $commit', async ({ commit, conclusion, title }) => {
    world.gitHub.push(repository, 'main', shaOf(commit))

    await story.analyse(commit)

    const check = await world.check(repository, shaOf(commit), conclusion, patience)
    expect(check.title).toBe(title)
  })

  it('turns green when the issue is accepted in SonarQube, without an analysis', async () => {
    const red = await world.check(repository, shaOf('vouchers'), 'failure')

    await story.acceptIssue()

    const green = await world.check(repository, shaOf('vouchers'), 'success', patience)
    expect(green.id).toBe(red.id)
  })

  it('turns red again when that is taken back', async () => {
    await story.reopenIssue()

    await world.check(repository, shaOf('vouchers'), 'failure', patience)
    expect(world.gitHub.bugs).toEqual([])
    expect(world.gitHub.unknown).toEqual([])
  })
})

describe('a pull request whose head Community Build analyses as its main branch', () => {
  tellStory('app-pull-request')

  it('waits, blocks the merge while it is red, and frees it when it is green', async () => {
    const { gitHub } = world
    gitHub.push(repository, 'main', shaOf('basket'))
    await story.analyse('basket')
    await world.check(repository, shaOf('basket'), 'neutral', patience)
    gitHub.push(repository, 'main', shaOf('tested-discounts'))
    await story.analyse('tested-discounts')
    await world.check(repository, shaOf('tested-discounts'), 'success', patience)

    gitHub.push(repository, 'feature', shaOf('loyalty'))
    const number = gitHub.openPullRequest(repository, { head: 'feature', title: 'Add loyalty points' })
    expect(gitHub.mergeState(repository, number).state).toBe('blocked')
    await story.analyse('loyalty')
    const red = await world.check(repository, shaOf('loyalty'), 'failure', patience)
    expect(red.summary).toContain('stands in')
    expect(gitHub.mergeState(repository, number).state).toBe('blocked')

    gitHub.push(repository, 'feature', shaOf('tested-loyalty'))
    await world.check(repository, shaOf('tested-loyalty'), null, patience)
    expect(gitHub.mergeState(repository, number).state).toBe('blocked')
    await story.analyse('tested-loyalty')
    await world.check(repository, shaOf('tested-loyalty'), 'success', patience)
    expect(gitHub.mergeState(repository, number).state).toBe('clean')
  })
})
