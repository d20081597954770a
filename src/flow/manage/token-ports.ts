/** What a token may do. `read`: the verdicts; the others change gates, or projects and their bindings. */
export const scopes = ['read', 'gates:admin', 'projects:admin'] as const
export type Scope = (typeof scopes)[number]

export function isScope(text: unknown): text is Scope {
  return scopes.some((scope) => scope === text)
}

/** A token without its text, which nobody keeps. Instants are milliseconds since the epoch. */
export type ApiToken = {
  readonly id: number
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdAt: number
  /** The first instant at which it is refused; null for one without an end. */
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  /** Kept to the minute. */
  readonly lastUsedAt: number | null
}

export type Tokens = {
  /** Returns the id of the new token. */
  add(token: Pick<ApiToken, 'name' | 'scopes' | 'createdAt' | 'expiresAt'> & { readonly hash: string }): Promise<number>
  /** All tokens, in the order in which they were made. */
  list(): Promise<readonly ApiToken[]>
  findByHash(hash: string): Promise<ApiToken | null>
  revoke(id: number, at: number): Promise<void>
  used(id: number, at: number): Promise<void>
}

export type TokenSecrets = {
  /** 32 random bytes in lower case hexadecimal. */
  random(): string
  /** SHA-256 in hexadecimal. Enough for a secret of 32 random bytes: there is nothing to guess slowly. */
  hash(text: string): string
}

/** Whether the token is accepted at that instant. */
export function isLive({ expiresAt, revokedAt }: Pick<ApiToken, 'expiresAt' | 'revokedAt'>, now: number): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt)
}
