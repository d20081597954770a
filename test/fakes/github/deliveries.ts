import { createHmac, randomUUID } from 'node:crypto'
import type { Emission } from './events.ts'

export type Delivery = {
  readonly id: number
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly payload: Emission['payload']
  readonly installationId: number
  readonly repositoryId: number | null
  readonly redelivery: boolean
  readonly at: Date
  /** Exactly what was signed and sent. */
  readonly sent: string
  /** null until answered; 502 when nobody could be reached, 504 when nobody answered within ten seconds. */
  statusCode: number | null
  body: string | null
  durationMs: number
}

export type Deliveries = ReturnType<typeof openDeliveries>

export type DeliveryOptions = {
  readonly secret: string
  readonly appId: number
  readonly now: () => Date
  readonly nextId: () => number
  readonly changed: () => void
  readonly concurrency: number
}

// GitHub gives up on a webhook after ten seconds.
const patienceMs = 10_000

export function openDeliveries(options: DeliveryOptions) {
  const all: Delivery[] = []
  const waiting: Delivery[] = []
  const held: Delivery[] = []
  const closing = new AbortController()
  let target: string | undefined
  let paused = false
  let active = 0
  let idle: (() => void)[] = []

  function send(delivery: Delivery): void {
    all.push(delivery)
    options.changed()
    if (paused) held.push(delivery)
    else if (target !== undefined) waiting.push(delivery)
    pump()
  }

  function pump(): void {
    while (active < options.concurrency) {
      const next = waiting.shift()
      if (!next || target === undefined) break
      active += 1
      void post(target, next).finally(() => {
        active -= 1
        options.changed()
        pump()
      })
    }
    if (active > 0 || waiting.length > 0) return
    for (const wake of idle.splice(0)) wake()
  }

  async function post(url: string, delivery: Delivery): Promise<void> {
    const started = performance.now()
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: headersOf(delivery, options),
        body: delivery.sent,
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(patienceMs)]),
      })
      delivery.body = await response.text()
      delivery.statusCode = response.status
    } catch (error) {
      const isTimeout = error instanceof DOMException && error.name === 'TimeoutError'
      delivery.statusCode = isTimeout ? 504 : 502
      delivery.body = isTimeout ? 'timed out' : 'failed to connect to host'
    }
    delivery.durationMs = performance.now() - started
  }

  return {
    all: all as readonly Delivery[],
    emit({ event, action, payload, installationId, repositoryId }: Emission): void {
      send({
        id: options.nextId(),
        guid: randomUUID(),
        event,
        action: action ?? null,
        payload,
        installationId,
        repositoryId,
        redelivery: false,
        at: options.now(),
        sent: JSON.stringify(payload),
        statusCode: null,
        body: null,
        durationMs: 0,
      })
    },
    deliverTo(url: string | undefined): void {
      target = url
    },
    redeliver(guid: string): Delivery {
      const original = all.find((delivery) => delivery.guid === guid)
      if (!original) throw new Error(`The fake GitHub has no delivery ${guid}`)
      const again = {
        ...original,
        id: options.nextId(),
        redelivery: true,
        at: options.now(),
        statusCode: null,
        body: null,
      }
      send(again)
      return again
    },
    pause(): void {
      paused = true
    },
    resume(order: 'fifo' | 'reversed'): void {
      paused = false
      const released = held.splice(0)
      if (target !== undefined) waiting.push(...(order === 'fifo' ? released : released.reverse()))
      pump()
    },
    /** Forgets what was held back: events that never arrive. */
    drop(): readonly Delivery[] {
      const lost = held.splice(0)
      for (const delivery of lost) Object.assign(delivery, { statusCode: 502, body: 'failed to connect to host' })
      return lost
    },
    settled(): Promise<void> {
      if (active === 0 && waiting.length === 0) return Promise.resolve()
      return new Promise((resolve) => void idle.push(resolve))
    },
    close(): void {
      waiting.length = 0
      target = undefined
      closing.abort()
      idle = []
    },
  }
}

function headersOf(delivery: Delivery, { secret, appId }: DeliveryOptions): Record<string, string> {
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/fa4e001',
    'x-github-delivery': delivery.guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': '512256',
    'x-github-hook-installation-target-id': String(appId),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(delivery.sent).digest('hex')}`,
  }
}
