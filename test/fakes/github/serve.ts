import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { type Api, type ApiRequest, answerRequest, errorAnswer, routeOf } from './answer-request.ts'
import type { Fault, Faults } from './faults.ts'
import { GitHubError } from './github-error.ts'
import type { Operation } from './operations.ts'
import type { Answer } from './router.ts'

export type LoggedRequest = {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly route: Operation | null
  readonly body: unknown
  readonly at: Date
  /** null until answered. */
  status: number | null
}

export type Serving = {
  readonly api: Api
  readonly faults: Faults
  readonly requests: LoggedRequest[]
  readonly latencyMs: () => number
  readonly changed: () => void
}

const apiRoots =
  /^\/(api|app|app-manifests|graphql|installation|meta|orgs|rate_limit|repos|repositories|search|users?)(\/|$)/

export function createFakeServer(serving: Serving): Server {
  return createServer((request, response) => {
    handle(serving, request, response).catch((error: unknown) => {
      serving.api.bugs.push(String(error))
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    })
  })
}

async function handle(serving: Serving, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://github.test')
  const method = incoming.method ?? 'GET'
  const text = await bodyOf(incoming)
  if (!apiRoots.test(pathname)) {
    // Loaded when somebody looks: tests and benchmarks never do.
    const { answerPage } = await import('./page/answer-page.ts')
    write(response, await answerPage(serving.api, { method, path: pathname }))
    return serving.changed()
  }
  const path = pathname.replace(/^\/api\/v3(?=\/)/, '')
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]))
  await answerApi(serving, response, { method, path, query: searchParams, text, headers })
}

async function answerApi(serving: Serving, response: ServerResponse, request: ApiRequest): Promise<void> {
  const { api, requests, faults, latencyMs, changed } = serving
  const { method, path, query, text } = request
  const match = routeOf(api.world, request)
  const search = query.size > 0 ? `?${query}` : ''
  const logged: LoggedRequest = {
    method,
    path: `${path}${search}`,
    route: match?.route.operation ?? null,
    body: jsonOf(text),
    at: api.world.now(),
    status: null,
  }
  requests.push(logged)
  changed()
  const fault = faults.next(method, path)
  const wait = latencyMs() + (fault?.when === 'after' ? 0 : (fault?.hangMs ?? 0))
  if (wait > 0) await delay(wait, undefined, { ref: false })
  const answer = limited(serving, method) ?? withFault(fault, () => answerRequest(api, request, match))
  if (fault?.when === 'after' && fault.hangMs) await delay(fault.hangMs, undefined, { ref: false })
  logged.status = answer.status
  write(response, answer)
  changed()
}

function withFault(fault: Fault | undefined, answer: () => Answer): Answer {
  if (fault?.status === undefined) return answer()
  if (fault.when === 'after') answer()
  const body = fault.body ?? { message: fault.status >= 500 ? 'Server Error' : 'Refused by the test' }
  return { status: fault.status, body, ...(fault.headers && { headers: fault.headers }) }
}

function limited({ faults }: Serving, method: string): Answer | undefined {
  const seconds = faults.retryAfter(method)
  if (seconds === undefined) return undefined
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return { ...errorAnswer(new GitHubError(403, message)), headers: { 'retry-after': String(seconds) } }
}

function write(response: ServerResponse, { status, body, text, headers }: Answer): void {
  const content = text ?? (body === undefined ? '' : JSON.stringify(body))
  const reset = String(Math.ceil(Date.now() / 1000) + 3600)
  response.writeHead(status, {
    ...(content !== '' && { 'content-type': 'application/json; charset=utf-8' }),
    'content-length': String(Buffer.byteLength(content)),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomUUID(),
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': reset,
    'x-ratelimit-used': '1',
    'x-ratelimit-resource': 'core',
    ...headers,
  })
  response.end(content)
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
