import type { Clock } from '../ports.ts'
import { type ApiToken, isLive, type TokenSecrets, type Tokens } from './token-ports.ts'

type Deps = {
  readonly tokens: Pick<Tokens, 'findByHash' | 'used'>
  readonly secrets: Pick<TokenSecrets, 'hash'>
  readonly clock: Clock
}

const minuteMs = 60_000

/** The token with this text. Null for one that is unknown, ended or revoked: a caller cannot tell them apart. */
export async function checkToken({ tokens, secrets, clock }: Deps, text: string): Promise<ApiToken | null> {
  if (!/^slg_[0-9a-f]{64}$/.test(text)) return null
  // Looked up by the hash, so the time that the comparison takes says nothing about the token.
  const token = await tokens.findByHash(secrets.hash(text))
  const now = clock.now()
  if (token === null || !isLive(token, now)) return null
  if (token.lastUsedAt === null || now - token.lastUsedAt >= minuteMs) await tokens.used(token.id, now)
  return token
}
