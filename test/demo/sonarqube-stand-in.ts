import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { html } from 'hono/html'

export type SonarQubeStandIn = AsyncDisposable & { readonly url: string }

/**
 * Where links into SonarQube lead in the demo. The recorded address may be anything on the user's machine, and the server
 * that was recorded is gone.
 */
export async function startSonarQubeStandIn(): Promise<SonarQubeStandIn> {
  const server = createServer(async (request, response) => {
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(String(await page(request.url ?? '/')))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

function page(path: string) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>No SonarQube runs in this demo</title>
        <style>
          :root { color-scheme: light dark }
          body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1rem }
          code { overflow-wrap: anywhere }
        </style>
      </head>
      <body>
        <h1>No SonarQube runs in this demo</h1>
        <p>Its analyses were recorded from a real server. With yours, this link opens</p>
        <p><code>${path}</code></p>
      </body>
    </html>`
}
