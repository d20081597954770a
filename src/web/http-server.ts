import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from './read-body.ts'

/** A route that is handed the whole body, as bytes: signatures are over bytes. */
export type WebhookRoute = {
  accepts(path: string): boolean
  /** In bytes. */
  readonly largestBody: number
  /** `body` is null when it was larger. */
  handle(request: IncomingMessage, response: ServerResponse, body: Buffer | null): Promise<void>
}

export type HttpServer = {
  listen(host: string, port: number): Promise<{ readonly port: number }>
  /** Takes no new connection, and resolves when the open requests are answered. */
  close(): Promise<void>
  /** Ends every connection, answered or not. */
  cut(): void
}

export type HttpServerDeps = {
  readonly webhooks: readonly WebhookRoute[]
  /** Everything else. */
  readonly pages: (request: IncomingMessage, response: ServerResponse) => unknown
  readonly failed: (fault: unknown) => void
}

export function httpServer(deps: HttpServerDeps): HttpServer {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, (request, response) => {
    answer(deps, request, response).catch((fault: unknown) => {
      deps.failed(fault)
      if (response.headersSent) return response.destroy()
      response.writeHead(500, { 'content-type': 'application/json' })
      return response.end('{"error":"Something went wrong here. Look at the log of Sluicegate."}')
    })
  })
  return {
    listen: (host, port) => listen(server, host, port),
    close: () => close(server),
    cut: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answer(deps: HttpServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const webhook = deps.webhooks.find((route) => route.accepts(path))
  if (webhook === undefined) {
    await deps.pages(request, response)
    return
  }
  await webhook.handle(request, response, await readBody(request, webhook.largestBody))
}

function listen(server: Server, host: string, port: number): Promise<{ readonly port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve({ port: (server.address() as AddressInfo).port })
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
