import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SonarQubeConnection, sonarQubeClient } from '../../../src/adapters/sonarqube/sonarqube-client.ts'
import { OutsideFault } from '../../../src/flow/faults.ts'
import { branch, mainBranch, pullRequest } from '../../core/analyses/build-analysis.ts'

const token = 'squ_0123456789'
const connection: SonarQubeConnection = { name: 'default', url: 'https://sonar.example/sonarqube', token }
const path = '/sonarqube/api/qualitygates/project_status'

beforeEach(() => {
  nock.disableNetConnect()
  nock.enableNetConnect('127.0.0.1')
})
afterEach(() => {
  const unused = nock.pendingMocks()
  nock.cleanAll()
  nock.enableNetConnect()
  expect(unused).toEqual([])
})

const sonar = () => nock('https://sonar.example')
const ask = (scope = pullRequest(7), of: SonarQubeConnection = connection) =>
  sonarQubeClient([of]).gateStatus('default', 'shop:api & web', scope)
const status = (projectStatus: unknown) => sonar().get(path).query(true).reply(200, { projectStatus })
async function faultOf(asked: Promise<unknown>): Promise<OutsideFault> {
  const fault = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (fault instanceof OutsideFault) return fault
  throw new Error('there was no fault', { cause: fault })
}

describe('The live status of a gate', () => {
  it.each([
    { what: 'a pull request', scope: pullRequest('pr/foo'), query: { pullRequest: 'pr/foo' } },
    { what: 'a branch', scope: branch('release/next#1'), query: { branch: 'release/next#1' } },
    { what: 'the main branch, without the name that webhooks give it', scope: mainBranch, query: {} },
    { what: 'a branch without a name', scope: branch(null), query: {} },
  ])('is asked for $what, with the token as user name', async ({ scope, query }) => {
    sonar()
      .get(path)
      .query({ projectKey: 'shop:api & web', ...query })
      .basicAuth({ user: token, pass: '' })
      .reply(200, { projectStatus: { status: 'OK', conditions: [] } })

    expect(await ask(scope)).toEqual({ name: null, status: 'OK', conditions: [] })
  })

  it('is told in our words', async () => {
    // Recorded from SonarQube 26.9; after a flip a condition without a measure is OK without a value.
    status({
      status: 'ERROR',
      conditions: [
        { status: 'ERROR', metricKey: 'new_violations', comparator: 'GT', errorThreshold: '0', actualValue: '1' },
        { status: 'OK', metricKey: 'new_security_hotspots_reviewed', comparator: 'LT', errorThreshold: '100' },
      ],
      ignoredConditions: false,
      period: { mode: 'PREVIOUS_VERSION', date: '2026-11-22T22:22:03+0000', parameter: '2.29.0' },
      caycStatus: 'compliant',
    })

    expect(await ask()).toEqual({
      name: null,
      status: 'ERROR',
      conditions: [
        { metric: 'new_violations', operator: 'GT', threshold: '0', value: '1', status: 'ERROR' },
        { metric: 'new_security_hotspots_reviewed', operator: 'LT', threshold: '100', value: null, status: 'OK' },
      ],
    })
  })

  it.each([
    [
      { status: 'NONE', conditions: [], caycStatus: 'compliant' },
      { status: 'NONE', conditions: [] },
    ],
    [{ status: 'NONE' }, { status: 'NONE', conditions: [] }],
    [
      { status: 'WARN', conditions: null },
      { status: 'unknown', conditions: [] },
    ],
    [
      { status: 'OK', conditions: [{ metricKey: 'x', status: 'WARN', actualValue: '' }] },
      { status: 'OK', conditions: [{ metric: 'x', operator: 'GT', threshold: '', value: null, status: 'unknown' }] },
    ],
  ])('may be strange: %j', async (said, is) => {
    status(said)

    expect(await ask()).toMatchObject(is)
  })

  it.each([null, 7, {}, { status: 'ERROR' }])(
    'keeps a condition that cannot be read, as unknown: %j',
    async (unreadable) => {
      status({ status: 'OK', conditions: [{ metricKey: 'x', status: 'OK', actualValue: '1' }, unreadable] })

      expect((await ask())?.conditions).toMatchObject([{ metric: 'x', status: 'OK' }, { status: 'unknown' }])
    },
  )
})

describe('Nothing is known', () => {
  it('where SonarQube answers 404: it has no such branch or pull request', async () => {
    sonar()
      .get(path)
      .query(true)
      .reply(404, { errors: [{ msg: "Component 'x' not found" }] })

    expect(await ask()).toBeNull()
  })

  it('without a token, and without a request', async () => {
    expect(await ask(mainBranch, { ...connection, token: null })).toBeNull()
    expect(await ask(mainBranch, { ...connection, token: '' })).toBeNull()
  })

  it('of a connection that there is not any more', async () => {
    expect(await ask(mainBranch, { ...connection, name: 'cloud' })).toBeNull()
  })
})

describe('SonarQube that answers', () => {
  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
  ])('%i is %s, with the connection and the status, and nothing secret', async (code, is) => {
    sonar().get(path).query(true).reply(code, '')

    const fault = await faultOf(ask())

    expect(fault).toMatchObject({ code: is, until: null })
    expect(fault.message).toBe(`SonarQube (default) answered ${code} to /api/qualitygates/project_status.`)
  })

  it.each([
    ['HTML, of a proxy', '<html><title>Sign in</title></html>', 'text/html'],
    ['JSON that is cut', '{"projectStatus":{"status":"O', 'application/json'],
    ['JSON of something else', '{"errors":[]}', 'application/json'],
    ['a status that is no text', '{"projectStatus":{"status":1}}', 'application/json'],
    ['nothing', '', 'application/json'],
  ])('%s was reached, and is unavailable', async (_, text, type) => {
    sonar().get(path).query(true).reply(200, text, { 'content-type': type })

    const fault = await faultOf(ask())

    expect(fault).toMatchObject({
      code: 'unavailable',
      message: 'SonarQube (default) answered something that is no gate status.',
    })
  })

  it.each([301, 302, 303, 307, 308])('%i is not followed: the token must not travel', async (code) => {
    const elsewhere = nock('https://evil.example')
      .get(/.*/)
      .reply(200, { projectStatus: { status: 'OK', conditions: [] } })
    sonar().get(path).query(true).reply(code, '', { location: 'https://evil.example/steal' })

    expect(await faultOf(ask())).toMatchObject({ code: 'refused', message: expect.stringContaining(String(code)) })

    expect(elsewhere.isDone()).toBe(false)
    nock.cleanAll()
  })
})

describe('SonarQube that does not answer is unavailable', () => {
  it('when the connection fails', async () => {
    sonar()
      .get(path)
      .query(true)
      .replyWithError(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))

    const fault = await faultOf(ask())

    expect(fault).toMatchObject({ code: 'unavailable', message: 'SonarQube (default) could not be reached.' })
    expect(fault.cause).toBeInstanceOf(Error)
    expect(JSON.stringify([fault.message, String(fault.cause)])).not.toContain(token)
  })

  it.each<[string, RequestListener]>([
    ['when it never answers', () => {}],
    ['when it never ends its answer', (_, response) => void response.writeHead(200).write('{"projectStatus":')],
    ['when it hangs up', (request) => void request.socket.destroy()],
  ])('%s', async (_, listener) => {
    await using server = await loopback(listener)

    const fault = await faultOf(
      sonarQubeClient([{ ...connection, url: server.url }], 50).gateStatus('default', 'x', mainBranch),
    )

    expect(fault).toMatchObject({ code: 'unavailable', message: 'SonarQube (default) could not be reached.' })
  })
})

async function loopback(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
