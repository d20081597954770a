import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './read-body.ts'
import {
  largestBody,
  receiveWebhook,
  refuse,
  type WebhookAnswer,
  type WebhookReceiverDeps,
} from './webhook-receiver.ts'

const path = /^\/api\/sonarqube\/webhooks\/([^/?]+)\/?(?:\?|$)/

export type WebhookRouteDeps = WebhookReceiverDeps & {
  readonly answered: (answer: WebhookAnswer, connection: string) => void
  readonly failed: (fault: unknown, connection: string) => void
}

/** Answers `POST /api/sonarqube/webhooks/{connection}`; false for any other request. */
export function sonarQubeWebhookRoute(deps: WebhookRouteDeps) {
  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const [, encoded] = path.exec(request.url ?? '') ?? []
    if (encoded === undefined) return false
    const connection = decode(encoded)
    if (request.method !== 'POST') {
      answer(response, 405, { error: 'SonarQube delivers by POST.' })
      return true
    }
    try {
      const received = await receive(deps, request, connection)
      deps.answered(received, connection)
      answer(response, received.status, received.body)
    } catch (fault) {
      deps.failed(fault, connection)
      answer(response, 503, { error: 'The delivery could not be stored. Look at the log of Sluicegate.' })
    }
    return true
  }
}

async function receive(
  deps: WebhookReceiverDeps,
  request: IncomingMessage,
  connection: string,
): Promise<WebhookAnswer> {
  const body = await readBody(request, largestBody)
  if (body === null) return refuse(413, 'The body is larger than 1 MiB.')
  const header = request.headers['x-sonar-webhook-hmac-sha256']
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
