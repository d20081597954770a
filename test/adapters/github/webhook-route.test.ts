import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { Probot } from 'probot'
import { afterEach, expect, it, vi } from 'vitest'
import { gitHubMiddleware, gitHubWebhookRoute } from '../../../src/adapters/github/webhook-route.ts'
import { httpServer } from '../../../src/web/http-server.ts'
import { registeredApp } from '../../fakes/github/app-identity.ts'

const secret = 'a-webhook-secret-for-tests-only'
const body = JSON.stringify({ action: 'opened', words: 'ünïcödé 🎉' })

afterEach(() => void vi.useRealTimers())

/** The route on a real server, with what it takes and answers. */
async function serve(take: () => Promise<void> = async () => {}) {
  const { id: appId, privateKey } = registeredApp()
  const probot = new Probot({ appId, privateKey, secret, log: pino({ level: 'silent' }) })
  await probot.ready()
  const taken: unknown[] = []
  const answered: number[] = []
  probot.onAny(async ({ payload }) => {
    taken.push(payload)
    await take()
  })
  const route = gitHubWebhookRoute(gitHubMiddleware(probot), (status) => answered.push(status))
  const server = httpServer({ webhooks: [route], pages: (_, response) => response.end(), failed: () => {} })
  const { port } = await server.listen('127.0.0.1', 0)
  const url = `http://127.0.0.1:${port}/api/github/webhooks`
  const post = (text: string | Buffer, headers: Record<string, string> = {}, to = url) =>
    fetch(to, { method: 'POST', body: text, headers: { ...headersFor(text), ...headers } })
  return { url, post, taken, answered, [Symbol.asyncDispose]: async () => server.cut() }
}

function headersFor(text: string | Buffer, key = secret) {
  return {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-delivery': '5f5b8b9c-0000-0000-0000-000000000000',
    'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(text).digest('hex')}`,
  }
}

it('acknowledges what was signed by GitHub, once it is kept', async () => {
  let kept = false
  await using server = await serve(async () => {
    await new Promise(setImmediate)
    kept = true
  })

  const { status } = await server.post(body)

  expect([status, kept]).toEqual([200, true])
  expect(server.taken).toEqual([JSON.parse(body)])
})

it('takes the path with a slash at its end too', async () => {
  await using server = await serve()

  expect((await server.post(body, {}, `${server.url}/`)).status).toBe(200)
})

it.each([
  ['another secret', headersFor(body, 'development')],
  ['another body', headersFor(`${body} `)],
  ['no hash', { 'x-hub-signature-256': 'sha256=' }],
])('refuses a signature of %s', async (_, headers) => {
  await using server = await serve()

  expect((await server.post(body, headers)).status).toBe(400)
  expect(server.taken).toEqual([])
})

it.each(['x-github-event', 'x-github-delivery', 'x-hub-signature-256'])(
  'refuses a delivery without %s',
  async (name) => {
    await using server = await serve()
    const headers = Object.fromEntries(Object.entries(headersFor(body)).filter(([other]) => other !== name))

    const { status } = await fetch(server.url, { method: 'POST', body, headers })

    expect(status).toBe(400)
  },
)

it.each([
  ['what is no JSON', '{"action":', {}],
  ['nothing', '', {}],
])('refuses %s, signed or not', async (_, text, headers) => {
  await using server = await serve()

  expect((await server.post(text, headers)).status).toBeGreaterThanOrEqual(400)
  expect(server.taken).toEqual([])
})

it('refuses a form, and asks for JSON', async () => {
  await using server = await serve()

  expect((await server.post(body, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
})

it('does not acknowledge what could not be kept', async () => {
  await using server = await serve(() => Promise.reject(new Error('database or disk is full')))

  expect((await server.post(body)).status).toBe(500)
  expect(server.answered).toEqual([500])
})

it('never acknowledges what is not kept yet, however long that takes', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await using server = await serve(() => promise)
  const answer = server.post(body)
  await vi.waitUntil(() => server.taken.length > 0)

  vi.advanceTimersByTime(20_000)
  await new Promise(setImmediate)
  expect(server.answered).toEqual([])
  resolve()

  expect((await answer).status).toBe(200)
})

it('refuses more than 25 MiB, and says so', async () => {
  await using server = await serve()
  const large = Buffer.alloc(25 * 1024 * 1024 + 1, 0x20)

  const answer = await server.post(large)

  expect(answer.status).toBe(413)
  expect(await answer.json()).toEqual({ error: 'The body is larger than 25 MiB.' })
  expect(server.taken).toEqual([])
})
