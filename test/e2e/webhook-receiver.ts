import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

const Body = z.object({
  taskId: z.string().optional(),
  status: z.string(),
  revision: z.string().optional(),
  project: z.object({ key: z.string() }),
  branch: z.object({ name: z.string(), isMain: z.boolean() }),
  qualityGate: z
    .object({
      name: z.string(),
      status: z.enum(['OK', 'ERROR']),
      conditions: z.array(z.object({ metric: z.string(), status: z.string(), value: z.string().optional() })),
    })
    .optional(),
})

export type Delivery = {
  readonly isSigned: boolean
  readonly body: z.infer<typeof Body>
}

export type WebhookReceiver = AsyncDisposable & {
  readonly url: string
  /** The oldest delivery that was not taken yet; waits for it. */
  next(): Promise<Delivery>
  /** How many came and were not taken. */
  waiting(): number
}

/** Stands where the app will stand: takes SonarQube's webhooks and checks their signature. */
export async function startWebhookReceiver(secret: string): Promise<WebhookReceiver> {
  const arrived: Delivery[] = []
  const server = createServer(async (request, response) => {
    arrived.push(await receive(request, secret))
    response.writeHead(204).end()
    server.emit('delivery')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The webhook receiver has no port')
  return {
    url: `http://127.0.0.1:${address.port}/sonarqube`,
    async next() {
      const signal = AbortSignal.timeout(30_000)
      while (arrived.length === 0) await once(server, 'delivery', { signal })
      const [oldest] = arrived.splice(0, 1)
      if (!oldest) throw new Error('No delivery although one arrived')
      return oldest
    },
    waiting: () => arrived.length,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

// SonarQube escapes HTML in its JSON: only the raw body has the signed bytes.
async function receive(request: IncomingMessage, secret: string): Promise<Delivery> {
  const raw = await text(request)
  const signature = createHmac('sha256', secret).update(raw).digest('hex')
  return { isSigned: request.headers['x-sonar-webhook-hmac-sha256'] === signature, body: Body.parse(JSON.parse(raw)) }
}
