import { createHmac, randomUUID } from 'node:crypto'
import { recordedWebhook, recordedWebhooks } from '../../test/scenarios/recorded-webhooks.ts'
import type { PreparedRequest } from '../load/prepared-request.ts'
import { sonarQubeSecret } from '../processes/servers.ts'
import type { Head } from './github-requests.ts'

type RecordedBody = { readonly taskId?: string; readonly project: { readonly key: string } }

/** The recorded webhooks of analyses, in turn, each with a task of its own. No repository is known for them. */
export function* recordedRequests(count: number): Generator<PreparedRequest> {
  const bodies = recordedWebhooks('sonarqube-26.9')
    .map((name) => recordedWebhook('sonarqube-26.9', name.replace('.body.json', '')).toString('utf8'))
    .filter((body) => bodyOf(body).taskId !== undefined)
  for (let made = 0; made < count; made++) {
    const body = bodies[made % bodies.length] ?? ''
    yield signed(body.replace(bodyOf(body).taskId ?? '', randomUUID()))
  }
}

/** The recorded analysis of a pull request, failed or passed, as one of this head. */
export function analysisRequest({ project, number, sha }: Head, outcome: 'failed' | 'passed'): PreparedRequest {
  const recorded = recordedWebhook('sonarqube-26.4-pull-requests', outcome === 'failed' ? '004' : '006').toString(
    'utf8',
  )
  const { taskId = '', revision = '' } = JSON.parse(recorded) as { taskId?: string; revision?: string }
  const body = recorded
    .replaceAll('acme-web', project)
    .replaceAll(revision, sha)
    .replace(taskId, randomUUID())
    .replace('"branch":{"name":"2"', `"branch":{"name":"${number}"`)
    .replace('pullRequest\\u003d2', `pullRequest\\u003d${number}`)
  return signed(body)
}

/** The same analysis after a review of its issues: no task, another outcome, a later instant. */
export function flipOf({ body }: PreparedRequest, outcome: 'failed' | 'passed'): PreparedRequest {
  const { taskId: _, ...rest } = JSON.parse(body) as { taskId: string; qualityGate: object }
  const changedAt = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+Z$/, '+0000')
  const status = outcome === 'failed' ? 'ERROR' : 'OK'
  return signed(JSON.stringify({ ...rest, changedAt, qualityGate: { ...rest.qualityGate, status } }))
}

function signed(body: string): PreparedRequest {
  return {
    path: '/api/sonarqube/webhooks/default',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-sonar-webhook-hmac-sha256': createHmac('sha256', sonarQubeSecret).update(body).digest('hex'),
    },
    body,
  }
}

function bodyOf(body: string): RecordedBody {
  return JSON.parse(body) as RecordedBody
}
