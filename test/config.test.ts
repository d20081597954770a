import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../src/config/config-error.ts'
import { readConfig, type Surroundings } from '../src/config.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const pem = rsa.export({ type: 'pkcs1', format: 'pem' }).toString()
const pkcs8 = rsa.export({ type: 'pkcs8', format: 'pem' }).toString()
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const app = { APP_ID: '42', PRIVATE_KEY: pem, WEBHOOK_SECRET: '0123456789abcdef' }
const sonarQube = { SONARQUBE_URL: 'https://sonar.example.com', SONARQUBE_WEBHOOK_SECRET: 'fedcba9876543210' }

const folder = mkdtempSync(join(tmpdir(), 'sluicegate-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function faultsOf(env: Record<string, string>, surroundings?: Surroundings): readonly string[] {
  try {
    readConfig(env, surroundings)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('with nothing set', () => {
  it('starts in set-up mode with the defaults of the contract', () => {
    expect(readConfig({})).toEqual({
      github: null,
      signIn: null,
      githubApiUrl: 'https://api.github.com',
      publicUrl: 'http://localhost:3000',
      database: { kind: 'sqlite', path: './data/sluicegate.db' },
      savedAppPath: 'data/github-app.env',
      secretKey: null,
      connections: [],
      waitMinutes: 60,
      learnBindings: true,
      allowPrivateAddresses: false,
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      logFormat: 'json',
    })
  })

  it('takes an empty value for an absent one', () => {
    const empty = Object.fromEntries(
      [...Object.keys({ ...app, ...sonarQube }), 'PORT', 'DATABASE_URL'].map((name) => [name, '']),
    )

    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('logs for people on a terminal', () => {
    expect(readConfig({}, { isTTY: true }).logFormat).toBe('pretty')
    expect(readConfig({ LOG_FORMAT: 'json' }, { isTTY: true }).logFormat).toBe('json')
  })
})

it('reads everything that can be set, into a value that cannot be changed', () => {
  const config = readConfig({
    ...app,
    ...sonarQube,
    GITHUB_CLIENT_ID: 'Iv23liABC',
    GITHUB_CLIENT_SECRET: 'c'.repeat(40),
    GITHUB_API_URL: 'https://ghe.example.com/api/v3/',
    SLUICEGATE_URL: 'https://ci.example.com/sluicegate/',
    DATABASE_URL: 'sqlite:/var/lib/sluicegate/x.db',
    SLUICEGATE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
    SONARQUBE_URL: 'http://sonar:9000/sonar/',
    SONARQUBE_TOKEN: 'squ_abc',
    SONARQUBE_ORGANIZATION: 'acme',
    SLUICEGATE_WAIT_MINUTES: '5',
    SLUICEGATE_LEARN_BINDINGS: 'false',
    SLUICEGATE_ALLOW_PRIVATE_ADDRESSES: 'true',
    HOST: '::',
    PORT: '0',
    LOG_LEVEL: 'debug',
    LOG_FORMAT: 'pretty',
  })

  expect(config).toEqual({
    github: { appId: 42, privateKey: pkcs8, webhookSecret: app.WEBHOOK_SECRET },
    signIn: { clientId: 'Iv23liABC', clientSecret: 'c'.repeat(40) },
    githubApiUrl: 'https://ghe.example.com/api/v3',
    publicUrl: 'https://ci.example.com/sluicegate',
    database: { kind: 'sqlite', path: '/var/lib/sluicegate/x.db' },
    savedAppPath: '/var/lib/sluicegate/github-app.env',
    secretKey: Buffer.alloc(32, 1).toString('base64'),
    connections: [
      {
        name: 'default',
        url: 'http://sonar:9000/sonar',
        token: 'squ_abc',
        organization: 'acme',
        webhookSecret: sonarQube.SONARQUBE_WEBHOOK_SECRET,
      },
    ],
    waitMinutes: 5,
    learnBindings: false,
    allowPrivateAddresses: true,
    host: '::',
    port: 0,
    logLevel: 'debug',
    logFormat: 'pretty',
  })
  expect(
    [config, config.github, config.database, config.connections, config.connections[0]].every(Object.isFrozen),
  ).toBe(true)
})

it('names every fault at once, each with its variable, in words for people', () => {
  const faults = faultsOf({
    APP_ID: 'Iv1.abc',
    WEBHOOK_SECRET: 'short',
    GITHUB_CLIENT_ID: 'Iv23liABC',
    PORT: '99999',
    LOG_LEVEL: 'loud',
    SONARQUBE_TOKEN: 'squ_abc',
  })

  expect(new ConfigError(faults).message).toMatchInlineSnapshot(`
    "The configuration has 7 faults:
    - APP_ID: must be the App ID on the app's settings page, a whole number; the client ID is another thing
    - WEBHOOK_SECRET: must have at least 16 characters. Make one with \`openssl rand -hex 32\`, and give it to the other side too
    - PORT: must be from 0 to 65535
    - LOG_LEVEL: must be one of trace, debug, info, warn, error, fatal, silent
    - PRIVATE_KEY (or PRIVATE_KEY_PATH): is not set, though APP_ID and WEBHOOK_SECRET are. Set it, or none of the three for set-up mode
    - GITHUB_CLIENT_SECRET: is not set, though GITHUB_CLIENT_ID is. Set it, or take GITHUB_CLIENT_ID away
    - SONARQUBE_URL: is not set, though SONARQUBE_TOKEN is. Set it, or take SONARQUBE_TOKEN away"
  `)
})

it('is a fault with a code', () => {
  expect(() => readConfig({ PORT: 'x' })).toThrow(expect.objectContaining({ code: 'bad_configuration' }))
})

describe('the GitHub App', () => {
  it.each([
    [['APP_ID'], ['PRIVATE_KEY', 'WEBHOOK_SECRET']],
    [['PRIVATE_KEY'], ['APP_ID', 'WEBHOOK_SECRET']],
    [['APP_ID', 'PRIVATE_KEY'], ['WEBHOOK_SECRET']],
    [['WEBHOOK_SECRET', 'PRIVATE_KEY'], ['APP_ID']],
  ] as const)('with %j alone is refused, naming %j', (given, missing) => {
    const faults = faultsOf(Object.fromEntries(given.map((name) => [name, app[name]])))

    expect(faults.map((fault) => fault.split(/[ :]/)[0])).toEqual(missing)
  })

  it.each([
    ['as the PEM file', pem],
    ['as PKCS#8', pkcs8],
    ['with \\n written out', pem.replaceAll('\n', '\\n')],
    ['in quotes that docker left', `"${pem.replaceAll('\n', '\\n')}"`],
    ['with line ends of Windows', pem.replaceAll('\n', '\r\n')],
    ['in base64', Buffer.from(pem).toString('base64')],
  ])('takes the private key %s', (_, key) => {
    expect(readConfig({ ...app, PRIVATE_KEY: key }).github?.privateKey).toBe(pkcs8)
  })

  it.each([
    ['no key at all', 'not a key'],
    ['half of one', pem.slice(0, 400)],
    [
      'a public key',
      generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }),
    ],
    ['a key of another kind', elliptic.export({ type: 'pkcs8', format: 'pem' })],
    ['a key with a pass phrase', rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })],
  ])('refuses %s for the private key', (_, key) => {
    expect(faultsOf({ ...app, PRIVATE_KEY: key.toString() })).toEqual([
      expect.stringMatching(/^PRIVATE_KEY: is not an RSA private key/),
    ])
  })

  it('reads the private key from a file', () => {
    const path = join(folder, 'app.pem')
    writeFileSync(path, pem)

    expect(
      readConfig({ APP_ID: '42', PRIVATE_KEY_PATH: path, WEBHOOK_SECRET: app.WEBHOOK_SECRET }).github?.privateKey,
    ).toBe(pkcs8)
  })

  it.each([
    ['that is not there', join(folder, 'nothing.pem'), 'cannot be read'],
    ['that is a folder', folder, 'cannot be read'],
    ['that holds no key', import.meta.filename, 'is not an RSA private key'],
  ])('refuses a private key file %s', (_, path, why) => {
    const faults = faultsOf({ APP_ID: '42', PRIVATE_KEY_PATH: path, WEBHOOK_SECRET: app.WEBHOOK_SECRET })

    expect(faults).toEqual([expect.stringMatching(new RegExp(`^PRIVATE_KEY_PATH: .*${why}`))])
  })

  it('refuses two private keys', () => {
    const path = join(folder, 'second.pem')
    writeFileSync(path, pem)

    expect(faultsOf({ ...app, PRIVATE_KEY_PATH: path })).toEqual([expect.stringContaining('Keep one of the two')])
  })

  it.each(['0', '-1', '1.5', '12a', 'Iv1.0123456789abcdef'])('refuses the app id %s', (id) => {
    expect(faultsOf({ ...app, APP_ID: id })).toEqual([expect.stringMatching(/^APP_ID: .*App ID/)])
  })
})

describe.each([
  ['WEBHOOK_SECRET', app],
  ['SONARQUBE_WEBHOOK_SECRET', sonarQube],
])('%s', (name, others) => {
  it.each([
    'x',
    'development',
    'Development',
    'DEVELOPMENTdevelopment',
    'changeme-changeme',
    'your-webhook-secret',
    ' 0123456789abcdef',
    '0123456789abcdef\n',
    ' '.repeat(20),
  ])('is refused as %j', (secret) => {
    expect(faultsOf({ ...others, [name]: secret })).toEqual([expect.stringMatching(new RegExp(`^${name}: `))])
  })

  it('is taken with 16 characters, not with 15', () => {
    expect(faultsOf({ ...others, [name]: '0123456789abcdef' })).toEqual([])
    expect(faultsOf({ ...others, [name]: '0123456789abcde' })).toEqual([
      expect.stringContaining('at least 16 characters'),
    ])
  })
})

describe('addresses', () => {
  it.each([
    ['GITHUB_API_URL', 'https://api.acme.ghe.com'],
    ['GITHUB_API_URL', 'http://localhost:4000'],
    ['GITHUB_API_URL', 'http://127.0.0.1:4000/api/v3'],
    ['GITHUB_API_URL', 'http://[::1]:4000'],
    ['SLUICEGATE_URL', 'http://sluicegate.internal/prefix'],
  ])('%s may be %s', (name, url) => {
    expect(faultsOf({ [name]: url })).toEqual([])
  })

  it.each([
    ['GITHUB_API_URL', 'api.github.com', 'is no address'],
    ['GITHUB_API_URL', 'ftp://api.github.com', 'https:// or http://'],
    ['GITHUB_API_URL', 'http://ghe.example.com/api/v3', 'https://'],
    ['GITHUB_API_URL', 'http://127.0.0.1.evil.example', 'https://'],
    ['GITHUB_API_URL', 'http://localhost.evil.example', 'https://'],
    ['GITHUB_API_URL', 'https://github.com', 'https://api.github.com'],
    ['SLUICEGATE_URL', 'https://x.example/?a=1', 'query'],
    ['SLUICEGATE_URL', 'https://x.example/#a', 'fragment'],
    ['SLUICEGATE_URL', 'https://me:hunter2@x.example', 'user name or password'],
    ['SLUICEGATE_URL', 'javascript:alert(1)', 'https:// or http://'],
  ])('%s may not be %s', (name, url, why) => {
    expect(faultsOf({ [name]: url })).toEqual([expect.stringMatching(new RegExp(`^${name}: .*${why}`))])
  })

  it('refuses what is wrong with the address of SonarQube, and nothing else', () => {
    expect(faultsOf({ ...sonarQube, SONARQUBE_URL: 'https://squ_abc@sonar.example.com' })).toEqual([
      expect.stringMatching(/^SONARQUBE_URL: must not hold a user name/),
    ])
  })

  it('makes its own address from the port', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
  })
})

describe('the database', () => {
  it.each([
    ['sqlite::memory:', ':memory:'],
    ['sqlite:relative.db', 'relative.db'],
    ['sqlite:///srv/x.db', '/srv/x.db'],
    ['SQLITE:./x.db', './x.db'],
  ])('may be %s', (url, path) => {
    expect(readConfig({ DATABASE_URL: url }).database.path).toBe(path)
  })

  it('in memory has no file that set-up mode could save to', () => {
    expect(readConfig({ DATABASE_URL: 'sqlite::memory:' }).savedAppPath).toBeNull()
  })

  it.each([
    ['postgres://u:hunter2@db/x', 'PostgreSQL database, which this version cannot use yet'],
    ['postgresql://u:hunter2@db/x', 'PostgreSQL database, which this version cannot use yet'],
    ['mysql://db/x', 'must begin with sqlite:'],
    ['./data/x.db', 'must begin with sqlite:'],
    ['sqlite:', 'names no file'],
    ['sqlite:./data/', 'names no file'],
  ])('may not be %s', (url, why) => {
    expect(faultsOf({ DATABASE_URL: url })).toEqual([expect.stringContaining(why)])
  })
})

describe('variables that belong together', () => {
  const { SONARQUBE_URL, SONARQUBE_WEBHOOK_SECRET } = sonarQube
  it.each([
    [{ GITHUB_CLIENT_ID: 'a' }, 'GITHUB_CLIENT_SECRET'],
    [{ GITHUB_CLIENT_SECRET: 'a' }, 'GITHUB_CLIENT_ID'],
    [{ SONARQUBE_URL }, 'SONARQUBE_WEBHOOK_SECRET'],
    [{ SONARQUBE_WEBHOOK_SECRET }, 'SONARQUBE_URL'],
    [{ SONARQUBE_TOKEN: 'a' }, 'SONARQUBE_URL'],
    [{ SONARQUBE_ORGANIZATION: 'a' }, 'SONARQUBE_URL'],
  ])('%j without the other is refused', (given, missing) => {
    expect(faultsOf(given)).toEqual([expect.stringMatching(new RegExp(`^${missing}: is not set, though `))])
  })

  it('need no token and no organization', () => {
    expect(readConfig(sonarQube).connections).toMatchObject([{ token: null, organization: null }])
  })
})

describe('single values', () => {
  it.each([
    ['SLUICEGATE_SECRET_KEY', Buffer.alloc(31).toString('base64')],
    ['SLUICEGATE_SECRET_KEY', Buffer.alloc(33).toString('base64')],
    ['SLUICEGATE_SECRET_KEY', 'z'.repeat(42)],
    ['SLUICEGATE_WAIT_MINUTES', '0'],
    ['SLUICEGATE_WAIT_MINUTES', '10081'],
    ['SLUICEGATE_WAIT_MINUTES', '1.5'],
    ['SLUICEGATE_WAIT_MINUTES', '1e3'],
    ['SLUICEGATE_LEARN_BINDINGS', 'yes'],
    ['SLUICEGATE_ALLOW_PRIVATE_ADDRESSES', '1'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'http://x'],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_FORMAT', 'xml'],
  ])('%s may not be %j', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: must be `))])
  })

  it.each(['1', '10080'])('waits %s minutes', (minutes) => {
    expect(readConfig({ SLUICEGATE_WAIT_MINUTES: minutes }).waitMinutes).toBe(Number(minutes))
  })
})

it('never repeats a value, which may be a secret in the wrong place', () => {
  const names = [
    ...Object.keys({ ...app, ...sonarQube }),
    'PRIVATE_KEY_PATH',
    'GITHUB_CLIENT_ID',
    'GITHUB_CLIENT_SECRET',
    'GITHUB_API_URL',
    'SLUICEGATE_URL',
    'DATABASE_URL',
    'SLUICEGATE_SECRET_KEY',
    'SONARQUBE_TOKEN',
    'SONARQUBE_ORGANIZATION',
    'SLUICEGATE_WAIT_MINUTES',
    'SLUICEGATE_LEARN_BINDINGS',
    'HOST',
    'PORT',
    'LOG_LEVEL',
    'LOG_FORMAT',
  ]
  const value = 'hunter2 ghp_x'

  const faults = faultsOf(Object.fromEntries(names.map((name) => [name, value])))

  expect(faults.length).toBeGreaterThan(15)
  expect(faults.join('\n')).not.toMatch(/hunter2|ghp_/)
})

describe('an app that set-up mode saved', () => {
  const saved = { ...app, GITHUB_CLIENT_ID: 'Iv23saved', GITHUB_CLIENT_SECRET: 'saved' }
  const readSaved = (path: string) => (path === 'data/github-app.env' ? saved : null)

  it('counts where the environment names none', () => {
    const config = readConfig({}, { readSaved })

    expect(config.github?.appId).toBe(42)
    expect(config.signIn?.clientId).toBe('Iv23saved')
  })

  it('is left out as a whole when the environment names a part of an app', () => {
    expect(faultsOf({ APP_ID: '43' }, { readSaved })).toHaveLength(2)
    expect(readConfig({ ...app, APP_ID: '43' }, { readSaved })).toMatchObject({ github: { appId: 43 }, signIn: null })
  })

  it('leaves sign-in to the environment where that names it', () => {
    const config = readConfig({ GITHUB_CLIENT_ID: 'own', GITHUB_CLIENT_SECRET: 'own' }, { readSaved })

    expect(config).toMatchObject({ github: { appId: 42 }, signIn: { clientId: 'own', clientSecret: 'own' } })
  })

  it('never completes half of a sign-in', () => {
    expect(faultsOf({ GITHUB_CLIENT_ID: 'own' }, { readSaved })).toEqual([
      expect.stringMatching(/^GITHUB_CLIENT_SECRET: /),
    ])
  })

  it('is one fault among the others when its file is wrong', () => {
    const broken = () => {
      throw new Error('data/github-app.env: can be read by every user. Run chmod 600')
    }

    expect(faultsOf({ PORT: 'x' }, { readSaved: broken })).toEqual([
      'data/github-app.env: can be read by every user. Run chmod 600',
      expect.stringContaining('PORT'),
    ])
  })
})
