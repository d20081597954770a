import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWebhookBody, WebhookBody } from '../../../src/adapters/sonarqube/webhook-body.ts'
import { at } from '../../core/analyses/build-analysis.ts'
import { body, withGate } from './build-body.ts'

/** As it goes through the wire, so that what is undefined is absent. */
const read = (said: unknown) => readWebhookBody(WebhookBody.parse(JSON.parse(JSON.stringify(said))))
const conditionsOf = (conditions: readonly unknown[]) => read(withGate({ conditions })).gate?.conditions
const isWebhook = (text: string) => WebhookBody.safeParse(JSON.parse(text)).success

it('A webhook says in our words what was analysed, and what came of it', () => {
  expect(read(body())).toEqual({
    taskId: 'AY-1',
    succeeded: true,
    project: { key: 'shop-api', name: 'Shop API', url: 'https://sonar.example/dashboard?id=shop-api' },
    scope: { kind: 'pull_request', key: '7' },
    revision: 'a'.repeat(40),
    analysedAt: at,
    changedAt: at,
    gate: {
      name: 'Sonar way',
      status: 'OK',
      conditions: [{ metric: 'new_violations', operator: 'GT', threshold: '0', value: '0', status: 'OK' }],
    },
    properties: { 'sonar.analysis.detectedscm': 'git' },
    dashboardUrl: 'https://sonar.example/dashboard?id=shop-api&pullRequest=7',
  })
})

describe('What may be absent', () => {
  it.each<[string, Record<string, unknown>, object]>([
    ['taskId: a flip', { taskId: undefined }, { taskId: null }],
    ['taskId that is null: a flip', { taskId: null }, { taskId: null }],
    [
      'branch: the main branch',
      { branch: undefined },
      { scope: { kind: 'branch', name: null, isMain: true, short: false } },
    ],
    [
      'the name of the branch',
      { branch: { type: 'BRANCH', isMain: true } },
      { scope: { kind: 'branch', name: null, isMain: true } },
    ],
    [
      'isMain, of a branch with a name',
      { branch: { name: 'x', type: 'BRANCH' } },
      { scope: { name: 'x', isMain: false } },
    ],
    ['the key of a pull request', { branch: { type: 'PULL_REQUEST' } }, { scope: { kind: 'pull_request', key: '' } }],
    [
      'the address of the branch',
      { branch: { name: 'x' } },
      { dashboardUrl: 'https://sonar.example/dashboard?id=shop-api' },
    ],
    ['revision', { revision: undefined }, { revision: null }],
    ['revision that is empty', { revision: '' }, { revision: null }],
    ['the dates', { analysedAt: undefined, changedAt: undefined }, { analysedAt: null, changedAt: null }],
    ['the gate', { qualityGate: undefined }, { succeeded: true, gate: null }],
    ['the conditions', { qualityGate: { name: 'x', status: 'OK' } }, { gate: { status: 'OK', conditions: [] } }],
    ['the name of the gate', { qualityGate: { status: 'OK', conditions: [] } }, { gate: { name: null } }],
    [
      'the name of the project: its key stands',
      { project: { key: 'p' } },
      { project: { key: 'p', name: 'p', url: null } },
    ],
    ['the properties', { properties: undefined }, { properties: {} }],
  ])('%s', (_, fields, is) => {
    expect(read(body(fields))).toMatchObject(is)
  })
})

describe('A task', () => {
  it.each(['FAILED', 'CANCELED', 'success', ''])('that ended %j did not succeed, and has no gate', (status) => {
    expect(read(body({ status }))).toMatchObject({ succeeded: false, gate: null })
  })
})

describe('What was analysed', () => {
  it.each([
    ['BRANCH', false],
    ['LONG', false],
    ['SHORT', true],
    ['TAG', false],
    ['pull_request', false],
    ['', false],
    [null, false],
    [7, false],
  ])('of the type %j is a branch (short: %s)', (type, short) => {
    expect(read(body({ branch: { name: 'x', type, isMain: false } })).scope).toEqual({
      kind: 'branch',
      name: 'x',
      isMain: false,
      short,
    })
  })

  it.each(['7', 'pr/foo', '007', ' 7', 'x'.repeat(10_000), '‮7', '<b>7</b>'])(
    'keeps the key or name as it is: %j',
    (name) => {
      expect(read(body({ branch: { name, type: 'PULL_REQUEST' } })).scope).toEqual({ kind: 'pull_request', key: name })
      expect(read(body({ branch: { name, type: 'BRANCH', isMain: false } })).scope).toMatchObject({ name })
    },
  )

  it.each([
    '<script>alert(1)</script>',
    '![x](https://evil.example/x.png)',
    '@octocat fixes #1',
    'a‮b',
    '../../etc/passwd',
    '<!-- sluicegate -->',
    'requests – HTTP für Menschen 🐍 <b>&amp;</b>',
    '__proto__',
  ])('keeps the name of the project as it is: %j', (name) => {
    expect(read(body({ project: { key: name, name } })).project).toEqual({ key: name, name, url: null })
  })
})

describe('A condition', () => {
  const condition = {
    metric: 'new_coverage',
    operator: 'LESS_THAN',
    value: '79.95',
    status: 'ERROR',
    errorThreshold: '80',
  }

  it.each<[string, Record<string, unknown>, object]>([
    [
      'is told with its operator by the name of the API',
      {},
      { operator: 'LT', threshold: '80', value: '79.95', status: 'ERROR' },
    ],
    ['may have that name already', { operator: 'LT' }, { operator: 'LT' }],
    ['is greater-than where the operator is another', { operator: 'EQUALS' }, { operator: 'GT' }],
    ['has no value where it is absent', { value: undefined }, { value: null }],
    ['has no value where it is empty', { value: '' }, { value: null }],
    ['has no value where it is null', { value: null }, { value: null }],
    ['may have numbers for texts', { value: 79.95, errorThreshold: 80 }, { value: '79.95', threshold: '80' }],
    ['keeps a zero', { value: 0 }, { value: '0' }],
    ['may be of a metric of tomorrow', { metric: 'new_quantum_smells' }, { metric: 'new_quantum_smells' }],
    ['may be of a metric with a name that objects have', { metric: '__proto__' }, { metric: '__proto__' }],
    ['is unknown with a status of tomorrow', { status: 'WARN' }, { status: 'unknown' }],
    ['is unknown without a status', { status: undefined }, { status: 'unknown' }],
    ['without a threshold keeps its status', { errorThreshold: undefined }, { threshold: '', status: 'ERROR' }],
    ['with a value that is no text keeps its status', { value: { x: 1 } }, { value: null, status: 'ERROR' }],
  ])('%s', (_, fields, is) => {
    expect(conditionsOf([{ ...condition, ...fields }])).toMatchObject([is])
  })

  it.each([null, 7, 'x', [], {}, { metric: 7 }, { metric: 'x'.repeat(5000) }])(
    'that cannot be read is unknown, not left out: %j',
    (unreadable) => {
      expect(conditionsOf([condition, unreadable])).toMatchObject([{ metric: 'new_coverage' }, { status: 'unknown' }])
    },
  )

  it('is one of 300, all of them told in their order', () => {
    const many = Array.from({ length: 300 }, (_, at) => ({ ...condition, metric: `new_metric_${at}` }))

    expect(conditionsOf(many)?.map(({ metric }) => metric)).toEqual(many.map(({ metric }) => metric))
  })
})

describe('The gate', () => {
  it.each([
    ['OK', 'OK'],
    ['ERROR', 'ERROR'],
    ['NONE', 'NONE'],
    ['WARN', 'unknown'],
    ['ok', 'unknown'],
    [7, 'unknown'],
    [undefined, 'unknown'],
  ])('of the status %j is %s', (status, is) => {
    expect(read(withGate({ status })).gate?.status).toBe(is)
  })
})

describe('Properties', () => {
  it('are those that a scanner may set, with texts as values', () => {
    const properties = {
      'sonar.analysis.commit': 'a'.repeat(40),
      'sonar.analysis.empty': '',
      'sonar.analysisX.other': 'no',
      'sonar.analysis.number': 7,
      'sonar.analysis.list': ['x'],
      'sonar.token': 'squ_secret',
    }

    expect(read(body({ properties })).properties).toEqual({
      'sonar.analysis.commit': 'a'.repeat(40),
      'sonar.analysis.empty': '',
    })
  })

  it.each(['text', 7, ['x'], null])('that are %j are none', (properties) => {
    expect(read(body({ properties })).properties).toEqual({})
  })

  it('are cut, each of them', () => {
    const properties = { 'sonar.analysis.long': 'x'.repeat(100_000) }

    expect(read(body({ properties })).properties['sonar.analysis.long']).toHaveLength(4000)
  })
})

it('Keys that would reach the prototype of objects reach nothing', () => {
  const text = JSON.stringify(body()).replace(
    /\}$/,
    ',"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"properties":{"__proto__":{"polluted":1},"sonar.analysis.__proto__":"x"}}',
  )

  const report = readWebhookBody(WebhookBody.parse(JSON.parse(text)))

  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect('polluted' in report || 'polluted' in report.properties).toBe(false)
  expect(report.properties).toEqual({ 'sonar.analysis.__proto__': 'x' })
})

describe('What is no webhook of SonarQube', () => {
  it.each(['null', '7', '"x"', '[]', '{}', '{"status":"SUCCESS"}', '{"zen":"Keep it logically awesome.","hook_id":1}'])(
    'is refused: %s',
    (text) => {
      expect(isWebhook(text)).toBe(false)
    },
  )

  it.each<[string, Record<string, unknown>]>([
    ['without a status', { status: undefined }],
    ['without a project', { project: undefined }],
    ['without the key of the project', { project: { name: 'x' } }],
    ['with an empty key', { project: { key: '' } }],
    ['with a key that is longer than SonarQube allows', { project: { key: 'x'.repeat(401) } }],
    ['with a task id that is empty', { taskId: '' }],
    ['with a task id that is no text', { taskId: 7 }],
    ['with a gate that is no object', { qualityGate: 'OK' }],
    ['with a branch that is no object', { branch: 'main' }],
  ])('is refused %s', (_, fields) => {
    expect(isWebhook(JSON.stringify(body(fields)))).toBe(false)
  })
})

it('Whatever is accepted can be read, and is never read as better than it was', () => {
  const anyBody = fc.record(
    {
      taskId: fc.oneof(fc.string(), fc.constant(null)),
      status: fc.oneof(fc.constant('SUCCESS'), fc.constant('FAILED'), fc.string()),
      analysedAt: fc.anything(),
      changedAt: fc.anything(),
      revision: fc.anything(),
      project: fc.record({ key: fc.string(), name: fc.anything(), url: fc.anything() }, { requiredKeys: ['key'] }),
      branch: fc.oneof(fc.anything(), fc.record({ name: fc.string(), type: fc.anything(), isMain: fc.boolean() })),
      qualityGate: fc.record({ status: fc.anything(), conditions: fc.array(fc.anything()) }, { requiredKeys: [] }),
      properties: fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything())),
    },
    { requiredKeys: ['status', 'project'] },
  )
  fc.assert(
    fc.property(anyBody, (said) => {
      const parsed = WebhookBody.safeParse(said)
      if (!parsed.success) return

      const { succeeded, gate } = readWebhookBody(parsed.data)

      expect(succeeded).toBe(said.status === 'SUCCESS')
      if (gate?.status === 'OK') expect(said.qualityGate?.status).toBe('OK')
      if (gate !== null) expect(gate.conditions).toHaveLength(said.qualityGate?.conditions?.length ?? 0)
    }),
  )
})
