import { describe, expect, it } from 'vitest'
import { receiveWebhook } from '../../../src/adapters/sonarqube/webhook-receiver.ts'
import { body, secret, sign } from './build-body.ts'

type Taken = Parameters<Parameters<typeof receiveWebhook>[0]['takeIn']>[0]

/** Receives it for the connection `default`, which has two secrets; the answer, and what was handed on. */
async function receive(
  text: string | Buffer,
  {
    signature,
    connection = 'default',
    result = 'stored',
  }: { signature?: string | undefined; connection?: string; result?: 'stored' | 'nothing_new' } = {},
) {
  const bytes = Buffer.from(text)
  const taken: Taken[] = []
  const answer = await receiveWebhook(
    {
      secretsOf: (name) => (name === 'default' ? ['the-secret-before-rotation', secret] : null),
      takeIn: async (arrived) => {
        taken.push(arrived)
        return result
      },
    },
    { connection, body: bytes, signature: signature ?? sign(bytes) },
  )
  return { answer, taken }
}
const text = JSON.stringify(body())

describe('A delivery is answered', () => {
  it('202 once it is stored, with its bytes as they came', async () => {
    const escaped = text.replace('Shop API', '\\u003cb\\u003eShop\\u003c/b\\u003e 🐍')

    const { answer, taken } = await receive(escaped)

    expect(answer).toEqual({ status: 202, body: { result: 'stored' } })
    expect(taken).toMatchObject([
      { connection: 'default', body: escaped, report: { taskId: 'AY-1', project: { name: '<b>Shop</b> 🐍' } } },
    ])
  })

  it('200 when it changes nothing', async () => {
    expect((await receive(text, { result: 'nothing_new' })).answer).toEqual({
      status: 200,
      body: { result: 'nothing_new' },
    })
  })

  it('202 also under the secret before its rotation', async () => {
    expect((await receive(text, { signature: sign(text, 'the-secret-before-rotation') })).answer.status).toBe(202)
  })

  it('202 though its server and project are others than the connection says', async () => {
    const other = JSON.stringify(body({ serverUrl: 'http://localhost:9000', project: { key: 'other' } }))

    expect((await receive(other)).answer.status).toBe(202)
  })
})

describe('A delivery is refused, in words and without handing anything on,', () => {
  it.each<[number, string, string, Parameters<typeof receive>[1]]>([
    [404, 'to a connection that there is not', text, { connection: 'cloud' }],
    [404, 'to a connection that is no name of its own', text, { connection: '__proto__' }],
    [401, 'with a wrong signature', text, { signature: sign(text, 'another-webhook-secret') }],
    [401, 'with a signature in upper case', text, { signature: sign(text).toUpperCase() }],
    [401, 'with an empty signature', text, { signature: '' }],
    [401, 'with the signature of another body', `${text} `, { signature: sign(text) }],
    [401, 'before it is read, where both are wrong', 'not json', { signature: 'x' }],
    [400, 'when it is empty', '', {}],
    [400, 'when it is no JSON', 'not json', {}],
    [400, 'when it is cut', text.slice(0, -1), {}],
    [400, 'when it starts with a byte order mark', `\ufeff${text}`, {}],
    [400, 'when it is JSON and no webhook', '{"zen":"Keep it logically awesome."}', {}],
    [400, 'when it is a list of webhooks', `[${text}]`, {}],
    [400, 'when it is nested without end', '['.repeat(200_000), {}],
  ])('%i %s', async (status, _, said, options) => {
    const { answer, taken } = await receive(said, options)

    expect(answer).toEqual({ status, body: { error: expect.stringMatching(/^[A-Z].{15,}\.$/) } })
    expect(taken).toEqual([])
  })

  it('and says whether the signature is missing or wrong', async () => {
    const deps = { secretsOf: () => [secret], takeIn: () => Promise.reject(new Error('handed on')) }
    const request = { connection: 'default', body: Buffer.from(text) }

    const missing = await receiveWebhook(deps, { ...request, signature: undefined })
    const wrong = await receiveWebhook(deps, { ...request, signature: '0'.repeat(64) })

    expect([missing.body, wrong.body]).toEqual([
      { error: expect.stringContaining('is not signed') },
      { error: expect.stringContaining('does not match') },
    ])
  })

  it('and never with a secret, or the body, in the answer', async () => {
    const { answer } = await receive('{"token":"squ_secret"}')

    expect(JSON.stringify(answer)).not.toMatch(/squ_secret|webhook-secret/)
  })
})
