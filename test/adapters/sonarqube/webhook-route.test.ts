import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sonarQubeWebhookRoute } from '../../../src/adapters/sonarqube/webhook-route.ts'
import { body, secret, sign } from './build-body.ts'

let url: string
let broken: Error | null
let told: unknown[]
beforeEach(() => {
  broken = null
  told = []
})

const route = sonarQubeWebhookRoute({
  secretsOf: (name) => (name === 'default' || name === 'my sonar/1' ? [secret] : null),
  takeIn: async () => {
    if (broken) throw broken
    return 'stored'
  },
  answered: ({ status }, connection) => told.push([status, connection]),
  failed: (fault, connection) => told.push([fault, connection]),
})
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  await route.handle(request, response, bytes.length > route.largestBody ? null : bytes)
})
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/sonarqube/webhooks`
})
afterAll(() => void server.close())

async function post(
  text: string,
  {
    to = 'default',
    headers = {},
    method = 'POST',
  }: { to?: string; headers?: Record<string, string>; method?: string } = {},
) {
  const response = await fetch(`${url}/${to}`, {
    method,
    headers: { 'x-sonar-webhook-hmac-sha256': sign(text), ...headers },
    ...(method === 'GET' ? {} : { body: text }),
  })
  return { status: response.status, type: response.headers.get('content-type'), said: await response.json() }
}
const text = JSON.stringify(body())
/** A webhook of exactly this many bytes, in the name of its project. */
const ofSize = (bytes: number) => {
  const empty = JSON.stringify(body({ padding: '' }))
  return JSON.stringify(body({ padding: 'x'.repeat(bytes - Buffer.byteLength(empty)) }))
}

describe('The route of SonarQube’s webhooks', () => {
  it.each([
    ['/api/sonarqube/webhooks/default', true],
    ['/api/sonarqube/webhooks/default/', true],
    ['/api/sonarqube/webhooks/', false],
    ['/api/sonarqube/webhooks/a/b', false],
    ['/api/sonarqube/webhooksX/default', false],
    ['/x/api/sonarqube/webhooks/default', false],
  ])('%s: %s', (path, accepts) => {
    expect(route.accepts(path)).toBe(accepts)
  })

  it('answers JSON', async () => {
    expect(await post(text)).toEqual({
      status: 202,
      type: 'application/json; charset=utf-8',
      said: { result: 'stored' },
    })
    expect(told).toEqual([[202, 'default']])
  })

  it.each([
    ['default?x=1&y=2', 202],
    ['my%20sonar%2F1', 202],
    ['unknown', 404],
    ['%E0%A4%A', 404],
  ])('finds the connection in the address: %s', async (to, status) => {
    expect((await post(text, { to })).status).toBe(status)
  })

  it('takes 1 MiB, and refuses a byte more before it looks at anything else', async () => {
    const largest = ofSize(route.largestBody)

    expect(Buffer.byteLength(largest)).toBe(1024 * 1024)
    expect(await post(largest)).toMatchObject({ status: 202 })
    expect(await post(`${largest} `)).toMatchObject({ status: 413, said: { error: expect.stringContaining('1 MiB') } })
  })

  it('refuses what is not signed', async () => {
    const response = await fetch(`${url}/default`, { method: 'POST', body: text })

    expect([response.status, await response.json()]).toEqual([401, { error: expect.stringContaining('not signed') }])
    expect(told).toEqual([[401, 'default']])
  })

  it('refuses every method but POST', async () => {
    expect(await post(text, { method: 'GET' })).toMatchObject({ status: 405, said: { error: expect.any(String) } })
    expect(await post(text, { method: 'PUT' })).toMatchObject({ status: 405 })
  })

  it('says 503, and nothing of the fault, when the delivery could not be stored', async () => {
    broken = new Error('disk full at /var/lib/secret')

    const { status, said } = await post(text)

    expect(status).toBe(503)
    expect(JSON.stringify(said)).not.toContain('secret')
    expect(told).toEqual([[broken, 'default']])
  })
})
