import type { Context, MiddlewareHandler } from 'hono'
import { auth } from 'hono/utils/basic-auth'
import type { Scope } from '../../flow/manage/token-ports.ts'
import type { WebDeps } from '../web-deps.ts'
import type { ErrorAnswer } from './verdict-schema.ts'

export type TokenEnv = { Variables: { scopes: readonly Scope[] } }

/** Lets a request through that carries an accepted token, wherever it comes from. */
export function requireToken({ checkToken }: Pick<WebDeps, 'checkToken'>): MiddlewareHandler<TokenEnv> {
  return async (c, next) => {
    const text = tokenOf(c.req.raw)
    if (text === null) {
      return refuse(c, 401, 'A token is needed: send `Authorization: Bearer TOKEN`, or Basic with it as the user name.')
    }
    const token = await checkToken(text)
    if (token === null) return refuse(c, 401, 'The token is unknown, has ended or was revoked.', 'invalid_token')
    c.set('scopes', token.scopes)
    return next()
  }
}

/** Lets a request through whose token has the scope. Stands behind `requireToken`. */
export function requireScope(scope: Scope): MiddlewareHandler<TokenEnv> {
  return async (c, next) => {
    if (c.var.scopes.includes(scope)) return next()
    return refuse(c, 403, `The token lacks the scope \`${scope}\`.`, 'insufficient_scope')
  }
}

function tokenOf(request: Request): string | null {
  const bearer = /^ *bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')
  // SonarQube's clients send the token as the user name and no password.
  return bearer?.[1] ?? auth(request)?.username ?? null
}

// Basic is accepted, but not asked for: a browser would keep the token and send it with requests of other sites.
function refuse(c: Context, status: 401 | 403, error: string, code?: 'invalid_token' | 'insufficient_scope') {
  c.header('WWW-Authenticate', `Bearer realm="sluicegate"${code === undefined ? '' : `, error="${code}"`}`)
  return c.json({ error } satisfies ErrorAnswer, status)
}
