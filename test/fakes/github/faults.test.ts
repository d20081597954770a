import { expect, it } from 'vitest'
import { scene } from './scene.ts'

const name = 'Sluicegate'

it('fails the next matching request before it has an effect', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world
  fake.failNext({ method: 'POST', path: /check-runs$/, status: 502 })
  await github.repos.get(at)

  await expect(github.checks.create({ ...at, name, head_sha: head })).rejects.toMatchObject({ status: 502 })

  expect(fake.checkRuns(repo, head)).toEqual([])
  await github.checks.create({ ...at, name, head_sha: head })
  expect(fake.checkRuns(repo, head)).toHaveLength(1)
})

it('fails a request whose effect has happened', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world
  fake.failNext({ method: 'POST', path: /check-runs$/, status: 504, when: 'after' })

  await expect(github.checks.create({ ...at, name, head_sha: head })).rejects.toMatchObject({ status: 504 })

  expect(fake.checkRuns(repo, head)).toHaveLength(1)
})

it('leaves a request hanging', async () => {
  await using world = await scene()
  const { fake, github, at } = world
  fake.hang({ path: /repos/ })
  const impatient = new AbortController()

  const asking = github.repos.get({ ...at, request: { signal: impatient.signal } })
  await fake.until(() => fake.requests.length > 0)
  impatient.abort()

  await expect(asking).rejects.toThrow()
  expect(fake.requests[0]?.status).toBeNull()
})

it('limits writes by the minute and says when to come back', async () => {
  let now = new Date()
  await using world = await scene({ now: () => now })
  const { fake, github, at, head } = world
  fake.secondaryLimit({ perMinute: 2 })
  const create = () => github.checks.create({ ...at, name, head_sha: head })
  await create()
  await create()

  await expect(create()).rejects.toMatchObject({ status: 403, response: { headers: { 'retry-after': '60' } } })

  now = new Date(now.getTime() + 60_001)
  expect((await create()).status).toBe(201)
})

it('logs requests and tells writes from reads', async () => {
  await using world = await scene()
  const { fake, github, at, head } = world
  await github.repos.get(at)
  await github.checks.create({ ...at, name, head_sha: head })

  expect(fake.requests).toHaveLength(2)
  expect(fake.writes()).toMatchObject([{ route: 'POST /repos/{owner}/{repo}/check-runs', status: 201, body: { name } }])
  fake.clearRequests()
  expect(fake.requests).toEqual([])
})

it('waits for what happens', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world

  const waiting = fake.until(() => fake.checkRuns(repo, head)[0])
  await github.checks.create({ ...at, name, head_sha: head })

  expect((await waiting).name).toBe(name)
  await expect(fake.until(() => false, { timeoutMs: 1, what: 'A miracle' })).rejects.toThrow('A miracle did not happen')
})
