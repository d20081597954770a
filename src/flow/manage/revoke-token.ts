import type { Clock } from '../ports.ts'
import type { ApiToken, Tokens } from './token-ports.ts'

type Deps = { readonly tokens: Pick<Tokens, 'list' | 'revoke'>; readonly clock: Clock }

/** `revoked` is empty when every token of that name was revoked before. */
export type Revocation = { readonly revoked: readonly ApiToken[] } | { readonly refused: string }

/** Ends a token at once, by its number or by its name. */
export async function revokeToken({ tokens, clock }: Deps, numberOrName: string): Promise<Revocation> {
  const all = await tokens.list()
  const meant = all.filter(({ id, name }) => String(id) === numberOrName || name === numberOrName)
  if (meant.length === 0) {
    return { refused: `There is no token ${numberOrName}. \`sluicegate token list\` shows those there are.` }
  }
  const revokedAt = clock.now()
  const revoked = meant.filter((token) => token.revokedAt === null)
  for (const { id } of revoked) await tokens.revoke(id, revokedAt)
  return { revoked: revoked.map((token) => ({ ...token, revokedAt })) }
}
