import { afterEach, expect, it, vi } from 'vitest'
import type { Client } from '../../../src/adapters/github/installation-clients.ts'
import { startFakeGitHub } from '../../fakes/github/fake-github.ts'
import { type ConnectOptions, connect } from './connect.ts'

afterEach(() => void vi.useRealTimers())

async function world(options: ConnectOptions = {}) {
  const gitHub = await startFakeGitHub({ validate: false })
  gitHub.createRepository({ owner: 'acme', name: 'web' })
  gitHub.createRepository({ owner: 'umbrella', name: 'web' })
  const acme = gitHub.installApp({ owner: 'acme', repositories: ['web'] })
  const umbrella = gitHub.installApp({ owner: 'umbrella', repositories: ['web'] })
  const tokens = () => gitHub.requests.filter(({ path }) => path.endsWith('/access_tokens')).length
  return {
    ...{ gitHub, acme, umbrella, tokens, ...connect(gitHub, options) },
    [Symbol.asyncDispose]: () => gitHub.close(),
  }
}

const readRepository = (client: Client) => client.rest.repos.get({ owner: 'acme', repo: 'web' })
const create = (client: Client) =>
  client.rest.checks.create({ owner: 'acme', repo: 'web', name: 'Sluicegate', head_sha: 'a'.repeat(40) })

it('fetches a token once for an installation, and one for each', async () => {
  await using here = await world()
  const { calls, acme, umbrella } = here

  await calls.read(acme, readRepository)
  await calls.read(acme, readRepository)
  await calls.read(umbrella, (client) => client.rest.repos.get({ owner: 'umbrella', repo: 'web' }))

  expect(here.tokens()).toBe(2)
})

it('takes a new token when GitHub refuses the one it had, and does what was asked', async () => {
  await using here = await world()
  const { gitHub, calls, acme } = here
  await calls.read(acme, readRepository)
  // Within five seconds of its birth a refused token is waited for: it may not have reached all of GitHub.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  gitHub.expireTokens()

  const { status } = await calls.read(acme, readRepository)

  expect(status).toBe(200)
  expect(here.tokens()).toBe(2)
})

it('says that GitHub is unavailable when a new token is refused as well', async () => {
  await using here = await world()
  const { gitHub, calls, acme } = here
  await calls.read(acme, readRepository)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
  gitHub.expireTokens()
  gitHub.failNext({ path: /access_tokens$/, status: 401 })

  await expect(calls.read(acme, readRepository)).rejects.toMatchObject({ code: 'unavailable' })
  expect((await calls.read(acme, readRepository)).status).toBe(200)
})

it.each([404, 500, 503])('goes on with the next call after the token was answered %i', async (status) => {
  await using here = await world()
  const { gitHub, calls, acme } = here
  gitHub.failNext({ path: /access_tokens$/, status })

  await expect(calls.read(acme, readRepository)).rejects.toMatchObject({ name: 'OutsideFault' })
  expect((await calls.read(acme, readRepository)).status).toBe(200)
})

it.each([500, 502, 503])('asks once only to create what GitHub answers %i to', async (status) => {
  await using here = await world()
  const { gitHub, calls, acme } = here
  gitHub.failNext({ method: 'POST', path: /check-runs$/, status })

  await expect(calls.write(acme, 'check_run_create', create)).rejects.toMatchObject({ code: 'unavailable' })

  expect(gitHub.writes()).toHaveLength(1)
  expect(here.written).toEqual([])
})

it.each([
  ['a read', /repos/],
  ['the token', /access_tokens/],
])('gives up on %s that is not answered', async (_, path) => {
  await using here = await world({ timeoutMs: 50 })
  const { gitHub, calls, acme } = here
  gitHub.hang({ path })

  await expect(calls.read(acme, readRepository)).rejects.toMatchObject({ code: 'unavailable' })
  expect((await calls.read(acme, readRepository)).status).toBe(200)
})

it('gives up at once on what hangs when the server stops', async () => {
  const stop = new AbortController()
  await using here = await world({ stopped: stop.signal, timeoutMs: 60_000 })
  const { gitHub, calls, acme } = here
  gitHub.hang({ path: /repos/ })
  const asking = calls.read(acme, readRepository)
  await gitHub.until(() => gitHub.requests.some(({ path }) => path.startsWith('/repos')))

  stop.abort()

  await expect(asking).rejects.toMatchObject({ code: 'unavailable' })
})

it('asks nothing more for an installation until its limit is over, and goes on with the others', async () => {
  let now = 1_800_000_000_000
  await using here = await world({ now: () => now })
  const { gitHub, calls, acme, umbrella } = here
  gitHub.failNext({ path: /\/repos\/acme/, status: 403, headers: { 'retry-after': '30' } })
  await expect(calls.read(acme, readRepository)).rejects.toMatchObject({ code: 'limited', until: now + 30_000 })
  gitHub.clearRequests()

  now += 29_999
  await expect(calls.read(acme, readRepository)).rejects.toMatchObject({ code: 'limited', until: now + 1 })
  await expect(calls.write(acme, 'check_run_create', create)).rejects.toMatchObject({ code: 'limited' })
  expect(gitHub.requests).toEqual([])

  await calls.read(umbrella, (client) => client.rest.repos.get({ owner: 'umbrella', repo: 'web' }))
  now += 1
  expect((await calls.read(acme, readRepository)).status).toBe(200)
})

it('paces the writes of each installation by itself, and reads not at all', async () => {
  const waits: number[] = []
  await using here = await world({
    now: () => 1_800_000_000_000,
    sleep: async (ms) => void waits.push(ms),
  })
  const { calls, acme, umbrella } = here
  const nothing = async () => undefined

  for (let writes = 0; writes < 62; writes++) await calls.write(acme, 'check_run_update', nothing)
  await calls.write(umbrella, 'check_run_update', nothing)
  await calls.read(acme, nothing)

  expect(waits).toEqual([334, 667])
  expect(here.written).toHaveLength(63)
})
