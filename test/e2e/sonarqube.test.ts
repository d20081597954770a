import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flips, outcomes } from './expected-outcomes.ts'
import { branches } from './sample-commits.ts'
import { makeSampleRepository } from './sample-repository.ts'
import { listWebhooks, newIssues } from './sonarqube/sonarqube-api.ts'
import { type SonarQube, startSonarQube } from './sonarqube/start-sonarqube.ts'
import { type Story, startStory } from './story.ts'
import { type Delivery, startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts'

const secret = 'the-secret-of-the-end-to-end-test'

let sonarqube: SonarQube
let receiver: WebhookReceiver
let story: Story

beforeAll(async () => {
  sonarqube = await startSonarQube()
  receiver = await startWebhookReceiver(secret)
})

afterAll(async () => {
  await receiver?.[Symbol.asyncDispose]()
  await sonarqube?.[Symbol.asyncDispose]()
})

function tellStory(name: string): void {
  beforeAll(async () => {
    story = await startStory(sonarqube, { name, webhook: { url: receiver.url, secret } })
  })
  afterAll(async () => {
    await story?.[Symbol.asyncDispose]()
  })
}

/** What one delivery and the issues say, in the words of an expected outcome. */
async function outcomeOf({ body: { qualityGate } }: Delivery) {
  const conditions = qualityGate.conditions.map(({ metric, ...measured }) => [metric, measured] as const)
  const issues = await newIssues(sonarqube.api, story.projectKey)
  return {
    gate: qualityGate.status,
    conditions: Object.fromEntries(conditions),
    issues: issues.map(({ rule, path, line }) => ({ rule, path, line })),
  }
}

describe('the main branch', () => {
  tellStory('main-branch')

  it('has a webhook with a secret', async () => {
    const webhooks = await listWebhooks(sonarqube.api, story.projectKey)

    expect(webhooks).toMatchObject([{ name: 'sluicegate', url: receiver.url, hasSecret: true }])
  })

  it.each(branches.main)('is analysed at the commit %s', async (commit) => {
    const { sha, taskId, gate } = await story.analyse(commit)

    const delivery = await receiver.next()
    expect(delivery).toMatchObject({ isSigned: true, body: { status: 'SUCCESS', taskId, revision: sha } })
    expect(delivery.body).toMatchObject({ project: { key: story.projectKey }, branch: { isMain: true } })
    expect(await outcomeOf(delivery)).toEqual(outcomes[commit])
    expect(gate).toBe(outcomes[commit].gate)
    expect(receiver.waiting()).toBe(0)
  })

  it.each([
    { event: 'its last issue is accepted', act: () => story.acceptIssue(), expected: flips.accepted },
    { event: 'that is taken back', act: () => story.reopenIssue(), expected: flips.reopened },
  ])('flips to $expected.gate without an analysis when $event', async ({ act, expected }) => {
    await act()

    const delivery = await receiver.next()
    expect(delivery).toMatchObject({ isSigned: true, body: { status: 'SUCCESS' } })
    expect(delivery.body.taskId).toBeUndefined()
    expect(delivery.body.revision).toBe(story.repository.commits.vouchers.sha)
    expect(await outcomeOf(delivery)).toEqual(expected)
    expect(receiver.waiting()).toBe(0)
  })
})

describe('a pull request in the place of the main branch', () => {
  tellStory('pull-request')

  it.each(['basket', 'tested-discounts', ...branches.feature] as const)('is analysed at %s', async (commit) => {
    const { sha, taskId } = await story.analyse(commit)

    const delivery = await receiver.next()
    expect(delivery).toMatchObject({ isSigned: true, body: { status: 'SUCCESS', taskId, revision: sha } })
    expect(await outcomeOf(delivery)).toEqual(outcomes[commit])
  })
})

describe('the sample repository', () => {
  it('lists every commit with its parents and its whole tree', async () => {
    await using repository = await makeSampleRepository()

    const { commits, heads } = repository
    expect(commits.basket.parents).toEqual([])
    expect(commits.loyalty.parents).toEqual([commits['tested-discounts'].sha])
    expect([...commits.vouchers.files.keys()]).toContain('src/discounts.py')
    expect(heads).toEqual({ main: commits.vouchers.sha, feature: commits['tested-loyalty'].sha })
  })
})
