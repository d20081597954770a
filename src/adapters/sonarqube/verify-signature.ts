import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whether the header is the lower-case hex HMAC-SHA256 of the raw body under the secret (SonarQube: WebhookCallerImpl). */
export function hasValidSignature(body: Buffer, header: string | undefined, secret: string): boolean {
  if (header === undefined || !/^[0-9a-f]{64}$/.test(header)) return false
  const expected = createHmac('sha256', secret).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(header, 'hex'))
}
