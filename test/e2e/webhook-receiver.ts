import { createHmac } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

const Condition = z.object({
  metric: z.string(),
  status: z.enum(['OK', 'ERROR', 'NO_VALUE']),
  value: z.string().optional(),
})

const WebhookBody = z.object({
  taskId: z.string().optional(),
  status: z.string(),
  revision: z.string().optional(),
  project: z.object({ key: z.string() }),
  branch: z.object({ isMain: z.boolean() }),
  qualityGate: z.object({ status: z.enum(['OK', 'ERROR']), conditions: z.array(Condition) }),
})

export type Delivery = { readonly isSigned: boolean; readonly body: z.infer<typeof WebhookBody> }

export type WebhookReceiver = AsyncDisposable & {
  readonly url: string
  /** The oldest delivery that was not taken yet; waits for it. */
  next(): Promise<Delivery>
  /** How many came and were not taken. */
  waiting(): number
}

/** Stands where the app will stand: takes SonarQube's webhooks and checks their signature. */
export async function startWebhookReceiver(secret: string): Promise<WebhookReceiver> {
  const arrived: { raw: string; signature: string | string[] | undefined }[] = []
  const arrivals = new EventEmitter()
  const server = createServer(async (request, response) => {
    arrived.push({ raw: await text(request), signature: request.headers['x-sonar-webhook-hmac-sha256'] })
    response.writeHead(204).end()
    arrivals.emit('delivery')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The webhook receiver has no port')
  return {
    url: `http://127.0.0.1:${address.port}/sonarqube`,
    async next() {
      if (arrived.length === 0) await arrivalWithin(30, arrivals)
      const oldest = arrived.shift()
      if (!oldest) throw new Error('Somebody else took the delivery')
      // SonarQube escapes HTML in its JSON: only the raw body has the signed bytes.
      const expected = createHmac('sha256', secret).update(oldest.raw).digest('hex')
      return { isSigned: oldest.signature === expected, body: WebhookBody.parse(JSON.parse(oldest.raw)) }
    },
    waiting: () => arrived.length,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function arrivalWithin(seconds: number, arrivals: EventEmitter): Promise<void> {
  try {
    await once(arrivals, 'delivery', { signal: AbortSignal.timeout(seconds * 1000) })
  } catch (cause) {
    throw new Error(`No webhook came within ${seconds} s`, { cause })
  }
}
