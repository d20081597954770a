import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { RequestError } from '@octokit/request-error'
import { Octokit } from '@octokit/rest'
import fc from 'fast-check'
import nock from 'nock'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger, type LogConfig } from '../src/logging.ts'

const pem = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs1', format: 'pem' })
const webhookSecret = 'a webhook "secret" with \\ in it'
const unmarkedToken = 'f3a9c0ffee00112233445566778899aabbccddee'
const config: LogConfig = {
  logLevel: 'info',
  logFormat: 'json',
  github: { appId: 1, privateKey: pem.toString(), webhookSecret },
  signIn: { clientId: 'Iv23abc', clientSecret: 'client-secret-value' },
  secretKey: Buffer.alloc(32, 5).toString('base64'),
  connections: [
    {
      name: 'default',
      url: 'https://s.example',
      token: unmarkedToken,
      organization: null,
      webhookSecret: 'sonar-hook-secret',
    },
  ],
}

function logTo(overrides: Partial<LogConfig> = {}) {
  const lines: string[] = []
  const log = createLogger({ ...config, ...overrides }, { write: (line) => void lines.push(line) })
  return { log, text: () => lines.join(''), read: () => lines.map((line) => JSON.parse(line)) }
}

const pageKey = 'k'.repeat(43)
const secrets: readonly (readonly [what: string, secret: string, text: string])[] = [
  ['an installation token', 'ghs_16C7e42F292c6912E7710c838347Ae178B4a', 'ghs_16C7e42F292c6912E7710c838347Ae178B4a'],
  ['an installation token with a JWT', 'eyJhbGciOi.J9_x-y', 'ghs_1234_eyJhbGciOi.J9_x-y.zzz'],
  ['a personal token', 'github_pat_11ABC_def456', 'github_pat_11ABC_def456'],
  ['a SonarQube user token', 'squ_0123456789abcdef', 'squ_0123456789abcdef'],
  ['a SonarQube project token', 'sqp_0123456789abcdef', 'sqp_0123456789abcdef'],
  ['a SonarQube analysis token', 'sqa_0123456789abcdef', 'sqa_0123456789abcdef'],
  ['a token of ours', 'slg_0123456789abcdef', 'slg_0123456789abcdef'],
  ["the app's JWT", 'c2lnbmF0dXJl', 'bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2lnbmF0dXJl'],
  ['a JWT by itself', 'c2lnbmF0dXJl', 'refused eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2lnbmF0dXJl'],
  ['a Basic header', 'c3F1X2FiY2RlZmdoaWo6', 'Basic c3F1X2FiY2RlZmdoaWo6'],
  ['a header in a text', 'shhhh', "{ authorization: 'token shhhh' }"],
  ['JSON in a text', 'shhhh', '{"password": "shhhh"}'],
  [
    'a private key',
    'MIIEvQIBADANBg',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADANBg\nab+/=\n-----END RSA PRIVATE KEY-----',
  ],
  ['half a private key', 'MIIEvQIBADANBg', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg'],
  ['a private key on one line', 'MIIEvQIBADANBg', '-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg\\n-----END'],
  ['a page key', pageKey, `https://x.example/a/b/commit/0123abcd?key=${pageKey}`],
  ['a page key of any length', 'shortkey', 'GET /a/b/commit/0123abcd?tab=1&key=shortkey 404'],
  ['a set-up token', 'one-time', 'GET /setup?token=one-time 200'],
  ['a password in an address', 'hunter2', 'postgres://sluice:hunter2@db.example/x'],
  ["the app's webhook secret", JSON.stringify(webhookSecret).slice(1, -1), `compared with ${webhookSecret}`],
  ["SonarQube's webhook secret", 'sonar-hook-secret', 'signed with sonar-hook-secret!'],
  ['a configured token without a prefix', unmarkedToken, `token ${unmarkedToken} refused`],
  ["the app's private key", pem.toString().split('\n')[2] ?? '', pem.toString()],
]

describe.each(secrets)('%s never reaches the log', (_, secret, text) => {
  const wrapped = () =>
    new Error('could not publish', { cause: new AggregateError([new Error(text)], 'all failed', { cause: text }) })
  it.each<[where: string, write: (log: ReturnType<typeof logTo>['log']) => void]>([
    ['in a message', (log) => log.info(text)],
    ['in a filled-in message', (log) => log.info('answer: %s', text)],
    ['in data', (log) => log.info({ deep: { list: [text], [text]: 1 } }, 'x')],
    ['in the binding of a child', (log) => log.child({ url: text }).info('x')],
    ['in an error', (log) => log.error(new Error(text))],
    ['in the causes of an error', (log) => log.error({ err: wrapped() }, 'x')],
    ['in an error under another name', (log) => log.error({ fault: wrapped() }, 'x')],
    ['in what was thrown and is no error', (log) => log.error({ err: text }, 'x')],
  ])('%s', (_where, write) => {
    const { log, text: written, read } = logTo()

    write(log)

    expect(read()).toHaveLength(1)
    expect(written()).toContain('[redacted]')
    expect(written()).not.toContain(secret)
  })
})

it.each([
  'authorization',
  'Authorization',
  'set-cookie',
  'webhookSecret',
  'client_secret',
  'privateKey',
  'accessToken',
  'password',
])('hides the whole value of a field named %s, however deep', (name) => {
  const { log, read } = logTo()

  log.info({ request: { headers: { [name]: 'any "thing" \\', other: 'seen' } }, list: { [name]: ['a]', 'b'] } }, 'x')

  expect(read()).toMatchObject([
    { request: { headers: { [name]: '[redacted]', other: 'seen' } }, list: { [name]: '[redacted]' } },
  ])
})

describe("Octokit's errors", () => {
  beforeEach(() => nock.disableNetConnect())
  afterEach(() => nock.cleanAll())

  it('are logged without headers and bodies, and say what was asked', async () => {
    nock('https://api.github.com')
      .get('/repos/acme/shop/pulls?state=open')
      .reply(403, { message: 'Resource not accessible' }, { 'set-cookie': 'session=shhhh' })
    const octokit = new Octokit({ auth: 'ghs_16C7e42F292c6912E7710c838347Ae178B4a', log: pino({ level: 'silent' }) })
    const { log, text, read } = logTo()

    const error = await octokit.rest.pulls.list({ owner: 'acme', repo: 'shop', state: 'open' }).catch((e: unknown) => e)
    log.warn({ err: error }, 'GitHub refused')

    expect(error).toBeInstanceOf(RequestError)
    expect(text()).not.toMatch(/ghs_|shhhh|set-cookie|authorization/)
    expect(read()).toMatchObject([
      {
        level: 'warn',
        msg: 'GitHub refused',
        err: {
          type: 'HttpError',
          status: 403,
          request: { method: 'GET', url: expect.stringContaining('/pulls?state=open') },
        },
      },
    ])
  })

  it('leak nothing when they carry a raw header, inside the error of a handler with its payload', () => {
    const request = {
      method: 'POST' as const,
      url: 'https://u:hunter2@ghe.example/x',
      headers: { authorization: 'token shhhh-1234' },
    }
    const inner = Object.assign(new RequestError('failed: token ghs_abcdef', 500, { request }), { request })
    const outer = Object.assign(new AggregateError([inner], 'handler failed'), {
      event: { payload: { token: 'in-the-payload' } },
    })
    const { log, text, read } = logTo()

    log.error(outer)

    expect(text()).not.toMatch(/shhhh|hunter2|abcdef|in-the-payload/)
    expect(read()).toMatchObject([
      { err: { message: 'handler failed', errors: [{ status: 500, request: { method: 'POST' } }] } },
    ])
  })
})

it('describes errors that cause each other without end', () => {
  const error = new Error('first')
  error.cause = new Error('second', { cause: error })
  const { log, read } = logTo()

  log.error(error)

  expect(read()).toMatchObject([{ err: { message: 'first', cause: { message: 'second' } } }])
})

it('leaves alone what is no secret', () => {
  const { log, read } = logTo()
  const data = {
    repository: 'acme/token-shop',
    url: 'https://sonar.example/api/measures?key=my:project&state=open',
    note: 'the token permissions are missing; basic tests pass; authorization failed',
    tokens: 3,
    token: null,
  }

  log.info(data, 'a secret was not set')

  expect(read()).toMatchObject([{ ...data, msg: 'a secret was not set' }])
})

it('writes a line of JSON whatever is logged', () => {
  const bit = fc.constantFrom(
    '-----BEGIN PRIVATE KEY-----',
    'ghs_a',
    '"',
    '\\',
    '\n',
    '"token":"',
    "authorization: '",
    '?key=',
    '://a',
    '@',
    '[',
    ']',
    ',',
  )
  const hostile = fc.array(fc.oneof(bit, fc.string()), { maxLength: 8 }).map((bits) => bits.join(''))
  const name = fc.constantFrom('token', 'authorization', 'x', '"secret', 'a\\password')
  const value = fc.oneof(hostile, fc.array(hostile, { maxLength: 3 }), fc.integer(), fc.constant(null))

  fc.assert(
    fc.property(fc.dictionary(name, value), hostile, (data, message) => {
      const { log, read } = logTo()

      log.info({ data }, message)

      expect(read()).toHaveLength(1)
    }),
  )
})

it('is quick on long hostile lines', () => {
  const { log, read } = logTo()

  for (const bit of [
    '"',
    '\\',
    '://',
    '/commit/x?',
    '-----BEGIN PRIVATE KEY-----',
    'secret":"',
    'authorization: ',
    'eyJaaaaaa.',
  ]) {
    log.info({ text: bit.repeat(50_000), secret: bit.repeat(50_000) }, 'x')
  }

  expect(read()).toHaveLength(8)
})

it('writes for people on request, with the same secrets hidden, and each line at once', () => {
  const { log, text } = logTo({ logFormat: 'pretty' })

  log.error(
    { err: new Error('refused ghs_abcdef', { cause: new Error('squ_abcdef') }), project: 'shop' },
    'not published',
  )

  expect(text()).toMatch(/ERROR.*: not published/)
  expect(text()).toContain('project')
  expect(text()).not.toMatch(/abcdef/)
})

it.each(['json', 'pretty'] as const)('has written every line of %s when the process ends', (logFormat) => {
  const module = new URL('../src/logging.ts', import.meta.url).href
  const script = `import { createLogger } from ${JSON.stringify(module)}
    const log = createLogger(${JSON.stringify({ ...config, logFormat })})
    for (let line = 1; line <= 500; line++) log.info('line ' + line + '.')
    process.exit()`

  const written = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    encoding: 'utf8',
  })

  expect(written).toContain('line 500.')
})

it('keeps to the configured level', () => {
  const { log, text } = logTo({ logLevel: 'warn' })

  log.info('x')

  expect(text()).toBe('')
})
