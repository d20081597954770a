import { createSign } from 'node:crypto'
import { expect, it } from 'vitest'
import { clientOf, scene } from './scene.ts'

function jwt(key: string, claims: Record<string, unknown>, algorithm = 'RS256'): string {
  const encode = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url')
  const text = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}

const now = () => Math.floor(Date.now() / 1000)

it('hands out tokens for the JWT of the app', async () => {
  await using world = await scene()
  const { fake, installation } = world
  const app = clientOf(fake, jwt(fake.app.privateKey, { iss: fake.app.id, iat: now() - 60, exp: now() + 500 }))

  const { data } = await app.apps.createInstallationAccessToken({ installation_id: installation })

  const { data: listed } = await clientOf(fake, data.token).apps.listReposAccessibleToInstallation()
  expect(listed.repositories.map(({ full_name }) => full_name)).toEqual(['acme/shop'])
  expect(fake.bugs).toEqual([])
})

it.each([
  ['of another app', { iss: 1, iat: now() - 60, exp: now() + 500 }],
  ['that lives longer than ten minutes', { iss: 424242, iat: now() - 60, exp: now() + 700 }],
  ['that has expired', { iss: 424242, iat: now() - 700, exp: now() - 100 }],
  ['from the future', { iss: 424242, iat: now() + 300, exp: now() + 500 }],
])('refuses a JWT %s', async (_what, claims) => {
  await using world = await scene()
  const { fake } = world

  const asking = clientOf(fake, jwt(fake.app.privateKey, claims)).apps.getAuthenticated()

  await expect(asking).rejects.toMatchObject({ status: 401 })
})

it('hides repositories from installations elsewhere', async () => {
  await using world = await scene()
  const { fake, github } = world
  fake.createRepository({ owner: 'globex', name: 'secret' })

  await expect(github.repos.get({ owner: 'globex', repo: 'secret' })).rejects.toMatchObject({ status: 404 })
})

it('refuses what the installation has no permission for', async () => {
  await using world = await scene({ permissions: { checks: 'read', pull_requests: 'read' } })
  const { github, at, head } = world

  const creating = github.checks.create({ ...at, name: 'Sluicegate', head_sha: head })

  const message = expect.stringContaining('Resource not accessible by integration')
  await expect(creating).rejects.toMatchObject({ status: 403, message })
})

it('answers 401 once tokens have expired, and 403 while suspended', async () => {
  await using world = await scene()
  const { fake, github, at, installation } = world

  fake.suspend(installation)
  await expect(github.repos.get(at)).rejects.toMatchObject({ status: 403 })
  fake.unsuspend(installation)
  fake.expireTokens()

  await expect(github.repos.get(at)).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining('Bad credentials'),
  })
})

it('converts the code of a manifest into an app', async () => {
  await using world = await scene()
  const { fake } = world

  const response = await fetch(`${fake.url}/api/v3/app-manifests/code/conversions`, { method: 'POST' })

  expect(response.status).toBe(201)
  expect(await response.json()).toMatchObject({
    id: fake.app.id,
    webhook_secret: fake.app.webhookSecret,
    pem: fake.app.privateKey,
  })
})

it('remembers what nobody knows', async () => {
  await using world = await scene()
  const { fake, github, at } = world

  await expect(github.request('GET /repos/{owner}/{repo}/wishes', at)).rejects.toMatchObject({ status: 404 })
  await github.request('GET /repos/{owner}/{repo}/pulls', { ...at, colour: 'red' })

  expect(fake.unknown).toEqual([
    'GET /repos/acme/shop/wishes',
    'GET /repos/{owner}/{repo}/pulls /repos/acme/shop/pulls: query parameter colour',
  ])
})
