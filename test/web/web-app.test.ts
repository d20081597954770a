import { describe, expect, it } from 'vitest'
import { head } from '../core/decorations/build-verdict.ts'
import { api, buildApp, type Logged, page } from './build-app.ts'

describe('Health', () => {
  it('is alive, whatever it stands on', async () => {
    const app = buildApp({ ready: async () => ({ ok: false, checks: {} }) })

    expect((await app.request('/healthz')).status).toBe(200)
  })

  it('is ready when what it stands on answers', async () => {
    const response = await buildApp().request('/readyz')

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ ok: true, checks: { database: 'ok' } })
  })

  it.each([
    { title: 'says no', ready: async () => ({ ok: false, checks: { database: 'does not answer' } }) },
    { title: 'fails', ready: () => Promise.reject(new Error('disk full')) },
  ])('is not ready when it $title', async ({ ready }) => {
    const response = await buildApp({ ready }).request('/readyz')

    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ ok: false })
  })

  it('gives its numbers as Prometheus reads them', async () => {
    const response = await buildApp().request('/metrics')

    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await response.text()).toContain('sluicegate_up 1')
  })
})

describe('Every answer', () => {
  it.each(['/healthz', '/nothing', page, api, '/api/openapi.json'])(
    'of %s forbids scripts, frames, sniffing, keeping, and telling where from',
    async (path) => {
      const { headers } = await buildApp().request(path)

      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/]+='; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      )
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
    },
  )
})

describe('What cannot be answered', () => {
  it('is said as a page to people', async () => {
    const response = await buildApp().request('/nothing')

    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('<h1>There is nothing here</h1>')
  })

  it.each(['/api', '/api/nothing', '/sonarqube/api/nothing'])('is said as JSON to programs: %s', async (path) => {
    const response = await buildApp().request(path)

    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: expect.stringContaining('There is nothing here') })
  })

  it.each([
    { status: 503, fault: Object.assign(new Error('SELECT * FROM secrets'), { code: 'store_failed' }) },
    { status: 500, fault: new Error('SELECT * FROM secrets') },
    { status: 500, fault: Object.assign(new Error('SELECT * FROM secrets'), { code: 'constructor' }) },
  ])(
    'for a fault is $status: the cause goes to the log, without the key, and to nobody else',
    async ({ status, fault }) => {
      const logged: Logged[] = []
      const reader = { repositoryByName: () => Promise.reject(fault), newestVerdict: async () => null }
      const app = buildApp({ reader }, logged)

      const [onPage, onApi] = [
        await app.request(page),
        await app.request(api, { headers: { authorization: 'Bearer slg_reader' } }),
      ]

      expect([onPage.status, onApi.status]).toEqual([status, status])
      expect((await onPage.text()) + (await onApi.text())).not.toContain('SELECT')
      expect(logged).toMatchObject([
        { data: { err: fault, method: 'GET', path: `/acme/shop/commit/${head}` }, message: 'a request failed' },
        { data: { err: fault } },
      ])
      expect(JSON.stringify(logged)).not.toContain('the-key')
    },
  )

  it('is the same answer for a page without key, with a wrong one, and for one that cannot exist', async () => {
    const address = `/acme/shop/commit/${head}`
    const paths = [address, `${address}?key=`, `${address}?key=wrong`, `/acme/other/commit/${head}?key=the-key`]
    const answers = await Promise.all(
      [...paths, '/acme/shop/commit/abc?key=the-key', '/../shop/commit/x'].map(async (path) => {
        const response = await buildApp().request(path)
        return { status: response.status, text: await response.text() }
      }),
    )

    expect(answers[0]?.status).toBe(404)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('names a commit that has the right key and no verdict yet', async () => {
    const response = await buildApp({ shown: null }).request(page)

    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Nothing is known of this commit yet')
  })
})
