import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import SqliteDatabase from 'better-sqlite3'
import { expect, it } from 'vitest'
import { type FakeGitHub, startFakeGitHub } from '../../fakes/github/fake-github.ts'
import { createRecordedRepository, install, openRecordedPullRequest, recordedShas } from '../recorded-pull-request.ts'
import { recordedWebhook, signatureOf } from '../recorded-webhooks.ts'
import { checkOf, webhookSecret } from '../world.ts'
import { deliverTo, processWorld } from './server-process.ts'

const [head, second] = recordedShas.pull2
const analysis = recordedWebhook('sonarqube-26.4-pull-requests', '004')
const later = recordedWebhook('sonarqube-26.4-pull-requests', '005')
const patience = { timeout: 60_000 }
/** The largest file of a process that runs can be set where there is a `prlimit`: on Linux. */
const itWithLimits = spawnSync('prlimit', ['--version']).status === 0 ? it.concurrent : it.concurrent.skip

/** A server in a process of its own, with a pull request that waits. */
async function stage() {
  const gitHub = await startFakeGitHub({ validate: false })
  createRecordedRepository(gitHub)
  install(gitHub)
  const world = processWorld(gitHub)
  const server = await world.serve()
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  await becomes(gitHub, head, null)
  await gitHub.settled()
  return {
    ...{ gitHub, world, server },
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await gitHub.close()
    },
  }
}

const becomes = (gitHub: FakeGitHub, sha: string, conclusion: string | null) =>
  gitHub.until(() => checkOf(gitHub, 'acme/web', sha, conclusion), { timeoutMs: 30_000 })

const deliveryOf = (gitHub: FakeGitHub, action: string) =>
  gitHub.until(() => gitHub.deliveries.find((sent) => sent.action === action && sent.statusCode !== null))

it.concurrent('refuses a second server on its database, and works on, beside the command line', patience, async () => {
  await using here = await stage()
  const { gitHub, world, server } = here

  const other = world.run('serve')
  const token = world.run('token', 'create', '--name', 'ci', '--scope', 'read')

  expect(await other.ended).toEqual({ code: 2, signal: null })
  expect(other.lines.join('\n')).toContain(`Another Sluicegate server runs on the database ${world.database}.`)
  expect(await token.ended).toEqual({ code: 0, signal: null })
  const authorization = `Bearer ${token.lines.join('')}`
  const ask = () => fetch(`${server.url}/api/v1/commits/acme/web/${head}/verdict`, { headers: { authorization } })
  expect((await ask()).status).toBe(200)
  expect((await deliverTo(server.url, analysis))?.status).toBe(202)
  await becomes(gitHub, head, 'failure')
})

itWithLimits(
  'acknowledges nothing that a full disk does not keep, and goes on when there is room',
  patience,
  async () => {
    await using here = await stage()
    const { gitHub, server } = here
    const limitFiles = (size: string) =>
      execFileSync('prlimit', ['--pid', String(server.process.pid), `--fsize=${size}:unlimited`])

    limitFiles('0')
    const refused = await deliverTo(server.url, analysis)
    gitHub.push('acme/web', 'feature-2', second)
    const pushed = await deliveryOf(gitHub, 'synchronize')

    expect(refused?.status).toBe(503)
    expect(await refused?.json()).toEqual({ error: expect.stringContaining('could not be stored') })
    expect(pushed.statusCode).toBe(500)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(server.lines.join('\n')).toMatch(/disk I\/O error|disk is full/)

    limitFiles('unlimited')
    gitHub.redeliver(pushed.guid)
    expect((await deliverTo(server.url, analysis))?.status).toBe(202)
    expect((await deliverTo(server.url, later))?.status).toBe(202)
    await becomes(gitHub, head, 'failure')
    await becomes(gitHub, second, 'failure')
    expect(gitHub.checkRuns('acme/web', second)).toHaveLength(1)
  },
)

it.concurrent('loses nothing that it acknowledged while another process locks the database', patience, async () => {
  await using here = await stage()
  const { gitHub, world, server } = here
  const other = new SqliteDatabase(world.database, { timeout: 5000 })

  other.exec('begin immediate')
  const refused = await deliverTo(server.url, analysis)
  gitHub.push('acme/web', 'feature-2', second)
  other.exec('rollback')
  other.close()
  const pushed = await deliveryOf(gitHub, 'synchronize')

  expect(refused?.status).toBe(503)
  expect((await deliverTo(server.url, analysis))?.status).toBe(202)
  if (pushed.statusCode !== 200) gitHub.redeliver(pushed.guid)
  await becomes(gitHub, head, 'failure')
  await becomes(gitHub, second, null)
  expect(gitHub.checkRuns('acme/web', head)).toHaveLength(1)
  expect(gitHub.checkRuns('acme/web', second)).toHaveLength(1)
})

it.concurrent('ends, and says why, when it cannot start for a lock on its database', patience, async () => {
  await using gitHub = await startFakeGitHub({ validate: false })
  await using world = processWorld(gitHub)
  expect((await world.run('migrate').ended).code).toBe(0)
  const other = new SqliteDatabase(world.database)
  other.exec('begin immediate')

  const server = world.run('serve')

  expect(await server.ended).toEqual({ code: 2, signal: null })
  expect(server.lines.join('\n')).toContain('database is locked')
  other.close()
})

it.concurrent(
  'answers what it has begun to read, waits for no GitHub that hangs, and ends well on SIGTERM',
  patience,
  async () => {
    await using here = await stage()
    const { gitHub, world, server } = here
    gitHub.hang({ method: 'PATCH' })
    gitHub.push('acme/web', 'feature-2', second)
    await gitHub.until(() => gitHub.requests.some(({ method }) => method === 'PATCH'))
    const delivery = await beginDelivery(server.url)

    server.process.kill('SIGTERM')
    await server.line(/"msg":"stopping"/)
    const answer = await delivery.finish()

    expect(answer).toContain('HTTP/1.1 202')
    expect(await server.ended).toEqual({ code: 0, signal: null })
    expect(server.lines.at(-1)).toContain('"msg":"stopped"')

    gitHub.clearFaults()
    await world.serve()
    await becomes(gitHub, head, 'failure')
  },
)

/** A delivery of which the server has the head and a part of the body. */
async function beginDelivery(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const lines = [
    'POST /api/sonarqube/webhooks/default HTTP/1.1',
    `host: ${hostname}:${port}`,
    'content-type: application/json',
    `content-length: ${analysis.length}`,
    `x-sonar-webhook-hmac-sha256: ${signatureOf(analysis, webhookSecret)}`,
    'expect: 100-continue',
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  // Node says to go on when it hands the request to the server.
  await once(socket, 'data')
  socket.write(analysis.subarray(0, 100))
  return {
    finish: () => {
      const answer = answerOf(socket)
      socket.write(analysis.subarray(100))
      return answer
    },
  }
}

async function answerOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
