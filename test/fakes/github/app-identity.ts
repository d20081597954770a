import { createPublicKey, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** What GitHub hands to the owner of an app when it is registered. */
export type FakeApp = {
  readonly id: number
  readonly slug: string
  /** PEM (PKCS#1, as GitHub's downloads are). */
  readonly privateKey: string
  readonly webhookSecret: string
  readonly clientId: string
  readonly clientSecret: string
}

let cachedKey: string | undefined

export function registeredApp(): FakeApp {
  cachedKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' })
  return {
    id: 424242,
    slug: 'sluicegate',
    privateKey: cachedKey,
    webhookSecret: 'a-webhook-secret-for-tests-only',
    clientId: 'Iv23liSluicegateFake',
    clientSecret: 'a-client-secret-for-tests-only',
  }
}

export type JwtVerdict = { readonly ok: true } | { readonly ok: false; readonly message: string }

const publicKeys = new Map<string, KeyObject>()
const tooFar = "'Expiration time' claim ('exp') is too far in the future"

/** GitHub refuses a JWT that is expired, lives longer than ten minutes, or was issued in the future. */
export function verifyAppJwt(app: FakeApp, jwt: string, now: Date): JwtVerdict {
  const undecodable = { ok: false, message: 'A JSON web token could not be decoded' } as const
  const [header, claims, signature] = jwt.split('.')
  if (!header || !claims || !signature) return undecodable
  const { alg } = decode(header)
  const { iss, iat, exp } = decode(claims)
  if (alg !== 'RS256' || !isSigned(app, `${header}.${claims}`, signature)) return undecodable
  const seconds = now.getTime() / 1000
  if (typeof exp !== 'number') return { ok: false, message: "Missing 'expiration time' claim ('exp') in assertion" }
  if (typeof iat !== 'number') return { ok: false, message: "Missing 'issued at' claim ('iat') in assertion" }
  if (exp < seconds)
    return { ok: false, message: "'Expiration time' claim ('exp') must be a numeric value in the future" }
  if (exp - seconds > 600) return { ok: false, message: tooFar }
  if (iat > seconds + 60) return { ok: false, message: "'Issued at' claim ('iat') must be an Integer in the past" }
  if (String(iss) !== String(app.id) && iss !== app.clientId) return { ok: false, message: 'Integration not found' }
  return { ok: true }
}

function isSigned(app: FakeApp, text: string, signature: string): boolean {
  const key = publicKeys.get(app.privateKey) ?? createPublicKey(app.privateKey)
  publicKeys.set(app.privateKey, key)
  return createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64url')
}

function decode(part: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return json !== null && typeof json === 'object' ? { ...json } : {}
  } catch {
    return {}
  }
}
