import type { Clock } from '../ports.ts'
import { type ApiToken, isLive, type Tokens } from './token-ports.ts'

export type ListedToken = ApiToken & { readonly state: 'live' | 'expired' | 'revoked' }

/** Every token that was ever made, and whether it is still accepted. */
export async function listTokens(deps: {
  readonly tokens: Pick<Tokens, 'list'>
  readonly clock: Clock
}): Promise<readonly ListedToken[]> {
  const now = deps.clock.now()
  const tokens = await deps.tokens.list()
  return tokens.map((token) => ({ ...token, state: stateOf(token, now) }))
}

function stateOf(token: ApiToken, now: number): ListedToken['state'] {
  if (token.revokedAt !== null) return 'revoked'
  return isLive(token, now) ? 'live' : 'expired'
}
