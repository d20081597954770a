import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { recordedWebhook } from '../scenarios/recorded-webhooks.ts'

const recording = 'sonarqube-26.4-pull-requests'
const folder = new URL(`../fixtures/recordings/${recording}/webhooks/`, import.meta.url)

const RecordedHeaders = z.object({ headers: z.array(z.tuple([z.string(), z.string()])) })

/** These belong to the connection, and the new one has its own. */
const ofConnection: ReadonlySet<string> = new Set(['connection', 'content-length', 'host'])

export type RecordedDelivery = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }

/** A recorded webhook as SonarQube sent it: its bytes, and its headers with SonarQube's own signature. */
export function recordedDelivery(label: string): RecordedDelivery {
  const text = readFileSync(new URL(`${label}.headers.json`, folder), 'utf8')
  const { headers } = RecordedHeaders.parse(JSON.parse(text))
  const kept = headers.filter(([name]) => !ofConnection.has(name.toLowerCase()))
  return { body: recordedWebhook(recording, label), headers: Object.fromEntries(kept) }
}
