import type { Clock } from '../ports.ts'
import { type ApiToken, isLive, type Scope, type TokenSecrets, type Tokens } from './token-ports.ts'

type Deps = { readonly tokens: Pick<Tokens, 'add' | 'list'>; readonly secrets: TokenSecrets; readonly clock: Clock }

export type TokenWish = {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Whole days until it ends; null for one without an end. */
  readonly days: number | null
}

export type CreatedToken =
  /** `text` is the token itself. It is shown once and kept nowhere. */
  { readonly text: string; readonly token: ApiToken } | { readonly refused: string }

const dayMs = 24 * 60 * 60 * 1000

/** Makes an API token. Only its hash is kept. */
export async function createToken(deps: Deps, wish: TokenWish): Promise<CreatedToken> {
  const createdAt = deps.clock.now()
  const refused = refuse(wish) ?? refuseName(wish.name, await deps.tokens.list(), createdAt)
  if (refused !== null) return { refused }
  const text = `slg_${deps.secrets.random()}`
  const added = {
    name: wish.name,
    scopes: [...new Set(wish.scopes)],
    createdAt,
    expiresAt: wish.days === null ? null : createdAt + wish.days * dayMs,
  }
  const id = await deps.tokens.add({ ...added, hash: deps.secrets.hash(text) })
  return { text, token: { ...added, id, revokedAt: null, lastUsedAt: null } }
}

function refuse({ name, scopes, days }: TokenWish): string | null {
  if (!/^[\w.-]{1,100}$/.test(name))
    return 'The name of a token has 1 to 100 letters, digits, dots, hyphens or underscores.'
  if (/^\d+$/.test(name)) return 'The name of a token must not be a number: tokens are also revoked by their number.'
  if (scopes.length === 0) return 'A token without a scope is good for nothing: give it at least one.'
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650)) {
    return 'A token ends after 1 to 3650 whole days.'
  }
  return null
}

function refuseName(name: string, tokens: readonly ApiToken[], now: number): string | null {
  const taken = tokens.some((token) => token.name === name && isLive(token, now))
  return taken ? `There is a token called ${name} already: revoke it first, or take another name.` : null
}
