import { Probot, ProbotOctokit } from 'probot'
import { expect, it } from 'vitest'
import { scene } from './scene.ts'

it('serves a real Probot', async () => {
  await using world = await scene()
  const { fake, at, head, repo, installation } = world
  const probot = new Probot({
    appId: fake.app.id,
    privateKey: fake.app.privateKey,
    secret: fake.app.webhookSecret,
    baseUrl: fake.url,
    Octokit: ProbotOctokit.defaults({ throttle: { enabled: false }, retry: { enabled: false } }),
  })
  const octokit = await probot.auth(installation)

  const { data } = await octokit.rest.checks.create({
    ...at,
    name: 'Sluicegate',
    head_sha: head,
    status: 'in_progress',
  })
  const output = { title: 'Passed', summary: 'All four conditions hold' }
  await octokit.rest.checks.update({ ...at, check_run_id: data.id, conclusion: 'success', output })

  expect(fake.checkRuns(repo, head)).toMatchObject([{ conclusion: 'success', title: 'Passed' }])
  expect(fake.requests[0]?.route).toBe('POST /app/installations/{installation_id}/access_tokens')
  expect(fake.bugs).toEqual([])
})

it('gives lost webhooks to an app that asks for them', async () => {
  await using world = await scene()
  const { fake, repo, number } = world
  fake.deliverTo('http://127.0.0.1:1/')
  fake.closePullRequest(repo, number)
  await fake.settled()
  const { appId, privateKey, baseUrl } = { appId: fake.app.id, privateKey: fake.app.privateKey, baseUrl: fake.url }
  const octokit = await new Probot({ appId, privateKey, baseUrl, secret: fake.app.webhookSecret }).auth()

  const { data } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 1 })
  const [lost] = data
  await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: lost?.id ?? 0 })
  await fake.settled()

  expect(lost).toMatchObject({ event: 'pull_request', action: 'closed', status_code: 502 })
  expect(fake.deliveries.at(-1)).toMatchObject({ guid: lost?.guid, redelivery: true })
  expect(fake.bugs).toEqual([])
})
