import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasValidSignature } from '../../src/adapters/sonarqube/verify-signature.ts'
import { readWebhookBody, WebhookBody } from '../../src/adapters/sonarqube/webhook-body.ts'
import type { ProjectVerdict } from '../../src/core/verdicts/verdict.ts'
import { openRecordedWorld, type RecordedWorld } from './recorded-world.ts'
import { type RecordedDelivery, recordedDeliveries, recordings } from './recordings.ts'

/** Where the verdict is not SonarQube's own status, with the reason. Everything else must agree. */
const exceptions: Readonly<Record<string, ProjectVerdict['reason']>> = {
  // The first analysis of a branch: SonarQube calls it OK, and nothing has a value (semantics 2.4).
  '001-py01-first-analysis-no-coverage-report': 'first_analysis',
  '024-js01-first-analysis-global-and-project-hooks': 'first_analysis',
  '025-js01-first-analysis-global-and-project-hooks': 'first_analysis',
  '026-js01-first-analysis-global-and-project-hooks': 'first_analysis',
  '072-ts01-no-scm-first-analysis': 'first_analysis',
  '082-ts04-npm-scanner-no-version': 'first_analysis',
  '001-main-first': 'first_analysis',
  '034-branch-feature': 'first_analysis',
  '035-branch-merge-queue-explicit': 'first_analysis',
  '049-mono-a-main': 'first_analysis',
  '050-mono-b-main': 'first_analysis',
  '051-mono-c-main': 'first_analysis',
  // A gate with zero conditions, on a branch: nothing was judged.
  '071-java03-zero-conditions-gate': 'nothing_measured',
}

/** What semantics.md makes of SonarQube's own status. */
function expected({ status, qualityGate, branch }: RecordedDelivery['said']): string {
  if (status === 'FAILED') return 'analysis_failed'
  if (qualityGate?.status === 'ERROR') return 'failed'
  const onNewCodeOnly = branch.type === 'PULL_REQUEST' || branch.name.startsWith('gh-readonly-queue/')
  const measured = (qualityGate?.conditions ?? [])
    .filter(({ metric }) => !onNewCodeOnly || metric.startsWith('new_'))
    .some(({ value }) => value !== undefined)
  return branch.type === 'PULL_REQUEST' || measured ? 'passed' : 'not_computed'
}

const bySonarQube = { OK: 'passed', ERROR: 'failed', none: 'analysis_failed' } as const

describe.each(recordings)('%s', (recording) => {
  const deliveries = recordedDeliveries(recording)
  let world: RecordedWorld
  const verdicts = new Map<string, ProjectVerdict>()
  const delivered = new Map<string, { readonly status: number; readonly again: object }>()

  beforeAll(async () => {
    world = await openRecordedWorld()
    for (const delivery of deliveries) {
      const { status } = await world.deliver(delivery)
      delivered.set(delivery.label, { status, again: await world.deliver(delivery) })
      if (delivery.secret === undefined) continue
      verdicts.set(delivery.label, await world.verdictBy(await world.analysisOf(delivery)))
    }
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('has webhooks at all, of analyses and of flips', () => {
    expect(deliveries.length).toBeGreaterThan(30)
    expect(deliveries.filter(({ said }) => said.taskId === undefined).length).toBeGreaterThan(3)
  })

  it.each(deliveries)('$label stands here byte for byte', ({ body, sha256 }) => {
    expect(createHash('sha256').update(body).digest('hex')).toBe(sha256)
  })

  it.each(deliveries)(
    '$label is signed with its secret over the bytes as they came',
    ({ body, signature, secret, said }) => {
      expect(hasValidSignature(body, signature, secret ?? '')).toBe(secret !== undefined)
      expect(hasValidSignature(body, signature, 'another-webhook-secret')).toBe(false)
      if (secret !== undefined) {
        // The bodies are escaped for HTML: written anew they are other bytes.
        const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))))
        expect(hasValidSignature(rewritten, signature, secret)).toBe(body.equals(rewritten))
        expect(said.project.key).toBe(deliveries.find((one) => one.body === body)?.project)
      }
    },
  )

  it.each(deliveries)('$label says in our words what it said', ({ body, said }) => {
    const report = readWebhookBody(WebhookBody.parse(JSON.parse(body.toString('utf8'))))

    expect(report).toMatchObject({
      taskId: said.taskId ?? null,
      succeeded: said.status === 'SUCCESS',
      project: { key: said.project.key },
      revision: said.revision ?? null,
      analysedAt: Date.parse(said.analysedAt),
      changedAt: Date.parse(said.changedAt),
      scope:
        said.branch.type === 'PULL_REQUEST'
          ? { kind: 'pull_request', key: said.branch.name }
          : { kind: 'branch', name: said.branch.name, isMain: said.branch.isMain, short: false },
    })
    expect(report.gate?.status).toBe(said.qualityGate?.status)
    expect(report.gate?.conditions.map(({ metric, value, status }) => [metric, value, status])).toEqual(
      said.qualityGate?.conditions.map(({ metric, value, status }) => [metric, value ?? null, status]),
    )
  })

  it.each(deliveries)('$label is stored once, and changes nothing the second time', ({ label, secret, said }) => {
    const { status, again } = delivered.get(label) ?? {}
    const first = deliveries.find(
      (one) => one.secret !== undefined && one.said.taskId === said.taskId && isSameFlip(one.said, said),
    )

    expect(status).toBe(secret === undefined ? 401 : first?.label === label ? 202 : 200)
    expect(again).toMatchObject(secret === undefined ? { status: 401 } : { status: 200, result: 'nothing_new' })
  })

  const signed = deliveries.filter(({ secret }) => secret !== undefined)

  it.each(signed)('$label is judged as semantics has it', ({ label, said }) => {
    expect(verdicts.get(label)?.state).toBe(expected(said))
  })

  it.each(signed)(
    '$label is judged as SonarQube itself judged it, unless it is one of the exceptions',
    ({ label, said }) => {
      const exception = exceptions[label]
      const { state, reason } = verdicts.get(label) ?? {}

      expect({ state, reason }).toEqual(
        exception === undefined
          ? { state: bySonarQube[said.qualityGate?.status ?? 'none'], reason: null }
          : { state: 'not_computed', reason: exception },
      )
    },
  )

  it.each(signed)('$label shows every condition as SonarQube has it', ({ label, said }) => {
    const shown = verdicts.get(label)?.conditions.map(({ metric, value, outcome }) => ({ metric, value, outcome }))

    expect(shown ?? []).toMatchObject(
      (said.qualityGate?.conditions ?? []).map(({ metric, value, status }) => ({
        metric,
        value: value ?? null,
        outcome:
          status === 'ERROR' ? 'broken' : value === undefined ? 'no_value' : expect.stringMatching(/^(met|ignored)$/),
      })),
    )
  })
})

function isSameFlip(a: RecordedDelivery['said'], b: RecordedDelivery['said']): boolean {
  return (
    a.taskId !== undefined ||
    (a.changedAt === b.changedAt && a.analysedAt === b.analysedAt && a.revision === b.revision)
  )
}

it('2.3: the conditions that were ignored are those that the servers said they ignored', async () => {
  const ignored: string[] = []
  for (const recording of recordings) {
    await using world = await openRecordedWorld()
    for (const delivery of recordedDeliveries(recording)) {
      if ((await world.deliver(delivery)).status !== 202) continue
      const { conditions } = await world.verdictBy(await world.analysisOf(delivery))
      const metrics = conditions.filter(({ outcome }) => outcome === 'ignored').map(({ metric }) => metric)
      if (metrics.length > 0) ignored.push(`${delivery.label}: ${metrics.join(', ')}`)
    }
  }

  // Their `project_status` says `"ignoredConditions": true`, and that of no other recorded webhook does.
  expect(ignored).toEqual([
    '008-pr3-small-ignored: new_coverage',
    '012-py07-small-change-conditions-ignored: new_coverage',
    '013-py08-small-change-coverage-and-duplication-ignored: new_coverage, new_duplicated_lines_density',
    '080-ts02-no-scm-new-code-by-date: new_coverage',
    '081-ts03-no-scm-explicit-revision-not-a-sha: new_coverage',
    '085-py14-over-20-new-lines-under-20-lines-to-cover-and-server-base-url-set: new_coverage',
    '088-py15-duplication-over-20-new-lines-under-20-lines-to-cover: new_coverage',
  ])
})

describe('3: a task that failed', () => {
  it.each([
    { recording: 'sonarqube-26.9', failed: '066-js13', analysed: '063-js12' },
    { recording: 'sonarqube-26.4-pull-requests', failed: '038-failed', analysed: '002-main-second' },
  ])('is a note beside the analysis that speaks for the same commit ($failed, $analysed)', async (labels) => {
    await using world = await openRecordedWorld()
    const deliveries = recordedDeliveries(labels.recording)
    for (const delivery of deliveries) await world.deliver(delivery)
    const [failed, analysed] = [labels.failed, labels.analysed].map((label) =>
      deliveries.find((delivery) => delivery.label.startsWith(label)),
    )
    if (failed === undefined || analysed === undefined) throw new Error('the recordings have changed')

    const both = [await world.analysisOf(failed), await world.analysisOf(analysed)]
    const { state, laterFailure } = await world.verdictBy(...both)

    expect(new Set(both.map(({ revision, project }) => `${project.key} ${revision}`)).size).toBe(1)
    expect({ state, laterFailure }).toEqual({ state: expected(analysed.said), laterFailure: true })
  })
})
