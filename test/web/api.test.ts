import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { VerdictAnswer } from '../../src/web/api/verdict-schema.ts'
import { at, condition, failedConditions, head, owed, project, verdict } from '../core/decorations/build-verdict.ts'
import { api, buildApp } from './build-app.ts'

const reader = { headers: { authorization: 'Bearer slg_reader' } }
const basic = (credentials: string) => ({ authorization: `Basic ${btoa(credentials)}` })
const failed = verdict([project({ state: 'failed', conditions: failedConditions })])

describe('The verdict of a commit, as JSON', () => {
  it('is the whole tree, with what it means on GitHub', async () => {
    const response = await buildApp({ shown: failed }).request(api, reader)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const answer = VerdictAnswer.parse(await response.json())
    expect(answer).toMatchObject({
      owner: 'Acme',
      repo: 'shop',
      sha: head,
      url: `https://sluicegate.example/Acme/shop/commit/${head}?key=the-key`,
      state: 'failed',
      conclusion: 'failure',
      pullRequest: 7,
      decidedAt: new Date(at).toISOString(),
      projects: [
        {
          key: 'shop-api',
          state: 'failed',
          gate: 'Sonar way',
          analysis: { taskId: 'AY-1', scope: 'pull_request', pullRequestKey: '7', namedBy: 'revision' },
          url: 'https://sonar.example/dashboard?id=shop-api&pullRequest=7',
        },
      ],
    })
    expect(answer.projects[0]?.conditions[0]).toEqual({
      metric: 'new_coverage',
      name: 'Coverage on New Code',
      operator: 'LT',
      threshold: '80',
      value: '66.2',
      required: '≥ 80.0%',
      measured: '66.2%',
      outcome: 'broken',
      applies: true,
    })
    expect(answer.projects[0]?.found[0]).toBe(
      "SonarQube's analysis of pull request 7 reported this commit as its revision.",
    )
  })

  it('has no conclusion while an analysis is waited for, and says what was seen', async () => {
    const seen = [{ reason: 'base_commit', reported: head, receivedAt: at }] as const
    const response = await buildApp({ shown: verdict([owed('waiting', { seen })]) }).request(api, reader)

    expect(await response.json()).toMatchObject({
      state: 'waiting',
      conclusion: null,
      projects: [
        {
          analysis: null,
          deadline: new Date(at + 3_600_000).toISOString(),
          seen: [{ reason: 'base_commit', remedy: expect.stringContaining('-Dsonar.scm.revision=') }],
        },
      ],
    })
  })

  it('is found whatever the case of the names and of the SHA', async () => {
    const response = await buildApp().request(`/api/v1/commits/ACME/Shop/${head.toUpperCase()}/verdict`, reader)

    expect(response.status).toBe(200)
  })

  it.each([`/api/v1/commits/acme/other/${head}/verdict`, `/api/v1/commits/acme/shop/${'0'.repeat(64)}/verdict`])(
    'is 404 where nothing is known: %s',
    async (path) => {
      const response = await buildApp().request(path, reader)

      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({ error: 'Nothing is known of this commit.' })
    },
  )

  it.each([
    { path: '/api/v1/commits/acme/shop/abc1234/verdict', names: 'full SHA' },
    { path: `/api/v1/commits/a%2Fb/shop/${head}/verdict`, names: 'owner' },
    { path: `/api/v1/commits/acme/sh%20op/${head}/verdict`, names: 'repository' },
  ])('is 400 for an address that names no commit, saying the $names', async ({ path, names }) => {
    const response = await buildApp().request(path, reader)

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.stringContaining(names) })
  })
})

describe('Everything under /api/v1 needs a token', () => {
  it.each([api, '/api/v1', '/api/v1/', '/api/v1/nothing', '/api/v1/commits/x/y/z/verdict'])('%s', async (path) => {
    const response = await buildApp().request(path)

    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="sluicegate"')
    expect(await response.json()).toEqual({ error: expect.stringContaining('A token is needed') })
  })

  it.each([
    { authorization: 'Bearer slg_nobody' },
    { authorization: 'Bearer constructor' },
    basic('slg_nobody:'),
    basic('someone:slg_reader'),
  ])('and not just any: %o', async (headers) => {
    const response = await buildApp().request(api, { headers })

    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  it.each([
    { authorization: 'Bearer slg_reader' },
    { authorization: 'bearer  slg_reader ' },
    basic('slg_reader:'),
    basic('slg_reader:anything'),
  ])('which is accepted as %o', async (headers) => {
    expect((await buildApp().request(api, { headers })).status).toBe(200)
  })

  it.each([
    { authorization: '' },
    { authorization: 'Bearer' },
    { authorization: 'Basic !' },
    { authorization: 'slg_reader' },
  ])('and %o carries none', async (headers) => {
    expect((await buildApp().request(api, { headers })).status).toBe(401)
  })

  it('wherever the request seems to come from', async () => {
    const headers = {
      'x-forwarded-for': '127.0.0.1',
      'x-real-ip': '::1',
      forwarded: 'for=127.0.0.1',
      host: 'localhost',
    }

    expect((await buildApp().request(`http://localhost${api}`, { headers })).status).toBe(401)
  })

  it('with the scope that is asked for', async () => {
    const response = await buildApp().request(api, { headers: { authorization: 'Bearer slg_gates' } })

    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
    expect(await response.json()).toEqual({ error: 'The token lacks the scope `read`.' })
  })
})

const Description = z.looseObject({ components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }) })

describe('The description of the API', () => {
  const description = async () => Description.parse(await (await buildApp().request('/api/openapi.json')).json())

  it('is OpenAPI 3.1, open to all, with every reference resolved', async () => {
    const document = await description()

    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Sluicegate', version: '1.2.3' } })
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, id]) => id)
    expect(refs.length).toBeGreaterThan(8)
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(refs))
    expect(JSON.stringify(document)).not.toContain('$id')
  })

  it('lets answers gain fields', async () => {
    expect(JSON.stringify(await description())).not.toContain('additionalProperties')
  })

  it('holds for the answers that are given', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema({ ...(await description()), $id: 'openapi' })
    const seen = [{ reason: 'no_revision', reported: null, receivedAt: at }] as const
    const unknown = condition({ metric: 'future_metric', outcome: 'unknown', applies: false })
    const shown = verdict([owed('missing', { seen }), project({ conditions: [unknown] })], {
      fileFaults: [{ message: 'Unknown key', line: 3, column: null }],
    })

    for (const verdictShown of [failed, shown]) {
      const answer = await (await buildApp({ shown: verdictShown }).request(api, reader)).json()
      const valid = ajv.validate('openapi#/components/schemas/Verdict', answer)
      expect(ajv.errors ?? []).toEqual([])
      expect(valid).toBe(true)
    }
    expect(ajv.validate('openapi#/components/schemas/Verdict', { state: 'fine' })).toBe(false)
  })
})
