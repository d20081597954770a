import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../fixtures/recordings/', import.meta.url)

export type Recording = 'sonarqube-26.9' | 'sonarqube-26.4-pull-requests'

/** The body of a recorded webhook, byte for byte, by the start of its file name (`004-` or `004-pr2-head1-fail`). */
export function recordedWebhook(recording: Recording, label: string): Buffer {
  const dir = new URL(`${recording}/webhooks/`, folder)
  const name = readdirSync(dir).find((file) => file.startsWith(label) && file.endsWith('.body.json'))
  if (name === undefined) throw new Error(`${recording} has no webhook ${label}`)
  return readFileSync(new URL(name, dir))
}

/** The names of all recorded webhooks. */
export function recordedWebhooks(recording: Recording): readonly string[] {
  return readdirSync(new URL(`${recording}/webhooks/`, folder)).filter((file) => file.endsWith('.body.json'))
}

export function signatureOf(body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}

/** The commit that a recorded webhook reports. */
export function recordedRevision(recording: Recording, label: string): string {
  const { revision } = JSON.parse(recordedWebhook(recording, label).toString('utf8'))
  if (typeof revision !== 'string') throw new Error(`${label} reports no revision`)
  return revision
}
