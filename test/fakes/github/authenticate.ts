import { randomBytes } from 'node:crypto'
import { verifyAppJwt } from './app-identity.ts'
import { GitHubError } from './github-error.ts'
import type { Caller, Route } from './router.ts'
import type { Token, World } from './world.ts'

/** Finds out who asks, or refuses as GitHub does. */
export function authenticate(world: World, route: Route, authorization: string | undefined): Caller {
  if (route.access === 'anyone') return { kind: 'anyone' }
  const credential = /^(?:bearer|token) +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (!credential) throw new GitHubError(401, 'Requires authentication')
  return route.access === 'app' ? appCaller(world, credential) : installationCaller(world, credential)
}

function appCaller(world: World, jwt: string): Caller {
  const verdict = verifyAppJwt(world.app, jwt, world.now())
  if (!verdict.ok) throw new GitHubError(401, verdict.message)
  return { kind: 'app' }
}

function installationCaller(world: World, value: string): Caller {
  const token = world.tokens.get(value)
  const installation = token && world.installations.get(token.installationId)
  if (!token || !installation || token.expiresAt <= world.now()) throw new GitHubError(401, 'Bad credentials')
  if (installation.suspendedAt) throw new GitHubError(403, 'This installation has been suspended')
  const { permissions, repositoryIds } = token
  return { kind: 'installation', installation, permissions, repositoryIds }
}

export function issueToken(world: World, token: Token): string {
  const value = `ghs_${randomBytes(18).toString('hex')}`
  world.tokens.set(value, token)
  return value
}
