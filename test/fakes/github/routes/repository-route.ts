import { GitHubError, notFound } from '../github-error.ts'
import type { Operation } from '../operations.ts'
import type { Answer, Call, RepositoryCall, Route } from '../router.ts'
import { covers, findRepository, fullName, type Level, type Repository } from '../world.ts'

export type Permission = readonly [name: string, level: Level]

/** A route below a repository: its caller must be installed there and hold one of the permissions. */
export function repositoryRoute(
  operation: Operation,
  permissions: Permission | readonly Permission[],
  answer: (call: RepositoryCall) => Answer,
): Route {
  const accepted = isOne(permissions) ? [permissions] : permissions
  return {
    operation,
    access: 'installation',
    admit: (call) => {
      visibleRepository(call)
      requirePermission(call, accepted)
    },
    answer: (call) => answer({ ...call, repository: visibleRepository(call) }),
  }
}

/** Answers 404 to whoever may not know that a repository exists, and 301 for one that has moved. */
function visibleRepository(call: Call): Repository {
  const { owner = '', repo = '' } = call.params
  const name = `${owner}/${repo}`
  const found = findRepository(call.world, name)
  if (found) {
    if (!isVisible(call, found)) throw notFound()
    return found
  }
  const moved = call.world.repositories.get(call.world.formerNames.get(name.toLowerCase()) ?? 0)
  if (!moved || !isVisible(call, moved)) throw notFound()
  throw new MovedRepository(moved)
}

/** GitHub redirects to the id of a renamed repository. */
export class MovedRepository extends Error {
  override name = 'MovedRepository'
  readonly repository: Repository

  constructor(repository: Repository) {
    super(`Moved to ${fullName(repository)}`)
    this.repository = repository
  }
}

function isVisible({ caller }: Call, repository: Repository): boolean {
  if (caller.kind !== 'installation') return false
  const isGranted = caller.repositoryIds === null || caller.repositoryIds.has(repository.id)
  return isGranted && covers(caller.installation, repository)
}

function requirePermission({ caller }: Call, accepted: readonly Permission[]): void {
  if (caller.kind !== 'installation') throw notFound()
  const levels = ['read', 'write', 'admin']
  const isGranted = accepted.some(([name, level]) => {
    const held = caller.permissions[name]
    return held !== undefined && levels.indexOf(held) >= levels.indexOf(level)
  })
  if (!isGranted) throw new GitHubError(403, 'Resource not accessible by integration')
}

function isOne(permissions: Permission | readonly Permission[]): permissions is Permission {
  return typeof permissions[0] === 'string'
}
