import { generateKeyPairSync, hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAppManifest } from '../../../src/adapters/github/app-manifest.ts'
import { readSavedCredentials, saveCredentials } from '../../../src/adapters/github/saved-credentials.ts'
import { setupRoutes } from '../../../src/adapters/github/setup-app.ts'
import { newSetupToken, setupAddress } from '../../../src/adapters/github/setup-token.ts'
import { readConfig } from '../../../src/config.ts'

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' })
const created = {
  id: 4711,
  slug: 'sluicegate-acme',
  html_url: 'https://github.com/apps/sluicegate-acme',
  pem,
  webhook_secret: 'f'.repeat(40),
  client_id: 'Iv23liABC',
  client_secret: 'c'.repeat(40),
}
const manifest = readAppManifest(readFileSync('app.yml', 'utf8'))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluicegate-setup-'))
  nock.disableNetConnect()
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  const unused = nock.pendingMocks()
  nock.cleanAll()
  expect(unused).toEqual([])
})

function setup(overrides: Partial<Parameters<typeof setupRoutes>[0]> = {}) {
  const token = newSetupToken()
  const path = join(folder, 'data', 'github-app.env')
  const logged: unknown[] = []
  const log = {
    info: (...line: unknown[]) => void logged.push(line),
    error: (...line: unknown[]) => void logged.push(line),
  }
  const routes = setupRoutes({
    manifest,
    publicUrl: 'https://ci.example.com/sluicegate',
    gitHubUrl: 'https://github.com',
    githubApiUrl: 'https://api.github.com',
    token,
    save: (credentials) => saveCredentials(path, credentials),
    log,
    ...overrides,
  })
  const app = new Hono()
    .route('/', routes)
    .use(secureHeaders({ contentSecurityPolicy: { formAction: ["'none'"] } }))
    .notFound((c) => c.text('There is nothing here.', 404))
  const get = async (address: string) => app.request(address)
  const callback = (code = 'abc123', state = token.state) => get(`/setup/callback?code=${code}&state=${state}`)
  return { token, path, logged, get, callback }
}

function manifestIn(page: string): unknown {
  const [, escaped = ''] = /name="manifest" value="([^"]*)"/.exec(page) ?? []
  return JSON.parse(escaped.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'))
}

describe('the page that is opened with the token', () => {
  it('posts the manifest of app.yml to GitHub, with the addresses of this installation', async () => {
    const { token, get } = setup()

    const answer = await get(`/setup?token=${token.text}`)
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(page).toContain(`<form method="post" action="https://github.com/settings/apps/new?state=${token.state}">`)
    expect(manifestIn(page)).toEqual({
      ...manifest,
      url: 'https://ci.example.com/sluicegate',
      hook_attributes: { url: 'https://ci.example.com/sluicegate/api/github/webhooks', active: true },
      redirect_url: 'https://ci.example.com/sluicegate/setup/callback',
      public: false,
    })
  })

  it('creates the app for an organization when one is named', async () => {
    const { token, get } = setup({ gitHubUrl: 'https://ghe.example.com' })

    const page = await (await get(`/setup?token=${token.text}&organization=acme-inc`)).text()

    expect(page).toContain(
      `action="https://ghe.example.com/organizations/acme-inc/settings/apps/new?state=${token.state}"`,
    )
  })

  it.each(['../settings', 'a b', '"><script>', '-acme', 'a/b'])(
    'takes no organization by the name of %s',
    async (name) => {
      const { token, get } = setup()

      const answer = await get(`/setup?token=${token.text}&organization=${encodeURIComponent(name)}`)

      expect(answer.status).toBe(400)
      expect(await answer.text()).not.toContain(name)
    },
  )

  it('loads and runs nothing, sends forms only to GitHub, and is not kept, framed or told to others', async () => {
    const { token, get } = setup()

    const { headers } = await get(`/setup?token=${token.text}`)

    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https:\/\/github\.com; frame-ancestors 'none'; base-uri 'none'$/,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('strict-origin')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('shows its own style, which the policy allows by its digest', async () => {
    const { token, get } = setup()

    const answer = await get(`/setup?token=${token.text}`)
    const [, style = ''] = /<style>([^<]+)<\/style>/.exec(await answer.text()) ?? []

    expect(answer.headers.get('content-security-policy')).toContain(`'sha256-${hash('sha256', style, 'base64')}'`)
  })

  it('warns when GitHub could not reach this server', async () => {
    const { token, get } = setup({ publicUrl: 'http://localhost:3000' })

    expect(await (await get(`/setup?token=${token.text}`)).text()).toContain('Set SLUICEGATE_URL')
  })

  it('does not warn for an address that GitHub reaches, nor for a GitHub on this machine', async () => {
    const reached = setup()
    const local = setup({ publicUrl: 'http://localhost:3000', gitHubUrl: 'http://127.0.0.1:4000' })

    for (const { token, get } of [reached, local]) {
      expect(await (await get(`/setup?token=${token.text}`)).text()).not.toContain('SLUICEGATE_URL')
    }
  })
})

describe('a request without the right token', () => {
  const wrong: readonly (readonly [string, (token: ReturnType<typeof newSetupToken>) => string])[] = [
    ['no token', () => '/setup'],
    ['an empty token', () => '/setup?token='],
    ['another token', () => `/setup?token=${newSetupToken().text}`],
    ['the start of the token', ({ text }) => `/setup?token=${text.slice(0, -1)}`],
    ['the state for the token', ({ state }) => `/setup?token=${state}`],
    ['a callback without state', () => '/setup/callback?code=abc123'],
    ['a callback with another state', () => `/setup/callback?code=abc123&state=${newSetupToken().state}`],
    ['a callback with the token for the state', ({ text }) => `/setup/callback?code=abc123&state=${text}`],
    ["Probot's own way to write credentials", () => '/probot/import'],
  ]

  it.each(wrong)('(%s) is answered like one for a page that does not exist', async (_, addressFor) => {
    const { token, get, path } = setup()

    const answer = await get(addressFor(token))
    const nothing = await get('/no-such-page')

    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe(await nothing.text())
    expect([...answer.headers]).toEqual([...nothing.headers])
    expect(readSavedCredentials(path)).toBeNull()
  })
})

describe('coming back from GitHub', () => {
  it('saves the new app so that the next start is configured, and says to restart and install', async () => {
    nock('https://api.github.com').post('/app-manifests/abc123/conversions').reply(201, created)
    const { callback, path } = setup()

    const answer = await callback()
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(page).toContain('Restart Sluicegate now')
    expect(page).toContain('href="https://github.com/apps/sluicegate-acme/installations/new"')
    const config = readConfig(
      { DATABASE_URL: `sqlite:${join(folder, 'data', 'x.db')}` },
      { readSaved: readSavedCredentials },
    )
    expect(config.savedAppPath).toBe(path)
    expect(config.github).toMatchObject({ appId: 4711, webhookSecret: created.webhook_secret })
    expect(config.signIn).toEqual({ clientId: created.client_id, clientSecret: created.client_secret })
  })

  it('asks the GitHub Enterprise Server that is configured', async () => {
    nock('https://ghe.example.com').post('/api/v3/app-manifests/abc123/conversions').reply(201, created)
    const { callback } = setup({ githubApiUrl: 'https://ghe.example.com/api/v3' })

    expect((await callback()).status).toBe(200)
  })

  it('shows and logs none of the secrets', async () => {
    nock('https://api.github.com').post('/app-manifests/abc123/conversions').reply(201, created)
    const { callback, logged } = setup()

    const shown = (await (await callback()).text()) + JSON.stringify(logged)

    for (const secret of [created.webhook_secret, created.client_secret, 'PRIVATE KEY'])
      expect(shown).not.toContain(secret)
  })

  it('works once: afterwards nothing is exchanged or saved again', async () => {
    nock('https://api.github.com').post('/app-manifests/abc123/conversions').reply(201, created)
    const { token, callback, get, path } = setup()
    await callback()
    const saved = readFileSync(path, 'utf8')

    const again = await callback('another')
    const page = await get(`/setup?token=${token.text}`)

    expect(again.status).toBe(409)
    expect(await page.text()).not.toContain('<form')
    expect(readFileSync(path, 'utf8')).toBe(saved)
  })

  it('exchanges one code when two come at the same time', async () => {
    nock('https://api.github.com').post('/app-manifests/abc123/conversions').delay(20).reply(201, created)
    const { callback } = setup()

    const answers = await Promise.all([callback(), callback()])

    expect(answers.map(({ status }) => status)).toEqual([200, 409])
  })

  it('keeps an app that was saved before, and says what to do', async () => {
    nock('https://api.github.com').post('/app-manifests/abc123/conversions').reply(201, created)
    const { callback, path } = setup()
    const before = {
      APP_ID: '1',
      PRIVATE_KEY: 'a',
      WEBHOOK_SECRET: 'b',
      GITHUB_CLIENT_ID: 'c',
      GITHUB_CLIENT_SECRET: 'd',
    }
    saveCredentials(path, before)

    const answer = await callback()

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Remove the app that was just created')
    expect(readSavedCredentials(path)).toEqual(before)
  })

  it.each([404, 500])(
    'can be tried again when GitHub answers %i, and asks GitHub no second time by itself',
    async (status) => {
      nock('https://api.github.com').post('/app-manifests/abc123/conversions').reply(status, { message: 'no' })
      nock('https://api.github.com').post('/app-manifests/second/conversions').reply(201, created)
      const { callback } = setup()

      const first = await callback()
      const second = await callback('second')

      expect([first.status, second.status]).toEqual([502, 200])
    },
  )

  it.each(['webhook_secret', 'pem', 'client_secret', 'id'])('saves nothing when GitHub gives no %s', async (field) => {
    nock('https://api.github.com')
      .post('/app-manifests/abc123/conversions')
      .reply(201, { ...created, [field]: null })
    const { callback, path, logged } = setup()

    expect((await callback()).status).toBe(502)
    expect(readSavedCredentials(path)).toBeNull()
    expect(JSON.stringify(logged)).not.toContain(created.client_id)
  })

  it('says when the credentials could not be written', async () => {
    nock('https://api.github.com').post('/app-manifests/abc123/conversions').reply(201, created)
    const { callback } = setup({
      save: () => {
        throw new Error('disk full')
      },
    })

    const answer = await callback()

    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('could not be written')
  })

  it.each(['', '../../user', 'a%2Fb'])('does not send the code %j to GitHub', async (code) => {
    const { callback } = setup()

    expect((await callback(code)).status).toBe(400)
  })

  it('links nowhere when GitHub gives an address that is none', async () => {
    nock('https://api.github.com')
      .post('/app-manifests/abc123/conversions')
      .reply(201, { ...created, html_url: 'javascript:alert(1)' })
    const { callback } = setup()

    expect(await (await callback()).text()).not.toContain('href')
  })
})

it('makes a token of 256 bits with each start, and an address to print', () => {
  const token = newSetupToken()

  expect(token.text).toMatch(/^[\w-]{43}$/)
  expect(newSetupToken().text).not.toBe(token.text)
  expect(setupAddress('https://ci.example.com', token)).toBe(`https://ci.example.com/setup?token=${token.text}`)
})
