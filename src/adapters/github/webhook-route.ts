import type { IncomingMessage, ServerResponse } from 'node:http'
import { createNodeMiddleware } from '@octokit/webhooks'
import type { Probot } from 'probot'
import { withDeliveredBody } from './delivered-body.ts'

/** Probot's path. */
export const gitHubWebhookPath = '/api/github/webhooks'

/** GitHub caps its payloads at 25 MB. */
const largestBody = 25 * 1024 * 1024

/** Longer than anybody waits. */
const neverMs = 2 ** 31 - 1

/**
 * What Probot's own middleware does, but for one thing: that answers 202 after nine seconds, kept or not. GitHub gives up
 * after ten, and then counts a delivery as failed that may not have been kept, as it is.
 */
export function gitHubMiddleware({ webhooks, log }: Probot): Middleware {
  const middleware = createNodeMiddleware(webhooks, { path: gitHubWebhookPath, log, timeout: neverMs })
  return async (request, response) => (await middleware(request, response)) ?? true
}

type Middleware = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/**
 * Probot's webhook handling behind a limit on the body, which Probot does not have. It checks the signature, and answers
 * once our handlers have kept the event.
 */
export function gitHubWebhookRoute(middleware: Middleware, answered: (status: number) => void) {
  return {
    accepts: (path: string) => path === gitHubWebhookPath || path === `${gitHubWebhookPath}/`,
    largestBody,
    async handle(request: IncomingMessage, response: ServerResponse, body: Buffer | null): Promise<void> {
      response.once('finish', () => answered(response.statusCode))
      if (body === null) {
        response.writeHead(413, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: 'The body is larger than 25 MiB.' }))
        return
      }
      // What Probot reads instead of the request's stream, which is used up.
      const text = body.toString('utf8')
      Object.assign(request, { body: text })
      await withDeliveredBody(text, () => middleware(request, response))
    },
  }
}
