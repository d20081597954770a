import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  largestBody,
  receiveWebhook,
  refuse,
  type WebhookAnswer,
  type WebhookReceiverDeps,
} from './webhook-receiver.ts'

const route = /^\/api\/sonarqube\/webhooks\/([^/]+)\/?$/

export type WebhookRouteDeps = WebhookReceiverDeps & {
  readonly answered: (answer: WebhookAnswer, connection: string) => void
  readonly failed: (fault: unknown, connection: string) => void
}

/** `POST /api/sonarqube/webhooks/{connection}`. */
export function sonarQubeWebhookRoute(deps: WebhookRouteDeps) {
  return {
    accepts: (path: string) => route.test(path),
    largestBody,
    async handle(request: IncomingMessage, response: ServerResponse, body: Buffer | null): Promise<void> {
      const connection = decode(route.exec((request.url ?? '').split('?', 1)[0] ?? '')?.[1] ?? '')
      if (request.method !== 'POST') return answer(response, 405, { error: 'SonarQube delivers by POST.' })
      try {
        const received = await receive(deps, request, connection, body)
        deps.answered(received, connection)
        answer(response, received.status, received.body)
      } catch (fault) {
        deps.failed(fault, connection)
        answer(response, 503, { error: 'The delivery could not be stored. Look at the log of Sluicegate.' })
      }
    },
  }
}

function receive(deps: WebhookReceiverDeps, { headers }: IncomingMessage, connection: string, body: Buffer | null) {
  if (body === null) return refuse(413, 'The body is larger than 1 MiB.')
  const header = headers['x-sonar-webhook-hmac-sha256']
  return receiveWebhook(deps, { connection, signature: typeof header === 'string' ? header : undefined, body })
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}
