import { issueToken } from '../authenticate.ts'
import { emitInstallationEvent, emitRepositorySelection, type Stage } from '../events.ts'
import { accountOf, type Installation, type Permissions, repositoryNamed } from '../world.ts'

/** What a Sluicegate asks for. `administration: write` (for rulesets) is not among it. */
export const defaultPermissions: Permissions = {
  administration: 'read',
  checks: 'write',
  contents: 'read',
  members: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
}

export type NewInstallation = {
  readonly owner: string
  /** Names without their owner. */
  readonly repositories: readonly string[] | 'all'
  readonly permissions?: Permissions
}

export function installationCommands(stage: Stage) {
  const { world } = stage

  function installation(id: number): Installation {
    const found = world.installations.get(id)
    if (!found) throw new Error(`The fake GitHub has no installation ${id}`)
    return found
  }

  function named(found: Installation, names: readonly string[]) {
    return names.map((name) => repositoryNamed(world, `${found.account.login}/${name}`))
  }

  return {
    /** Installs the app and returns the installation's id. */
    installApp({ owner, repositories, permissions = defaultPermissions }: NewInstallation): number {
      const account = accountOf(world, owner)
      const ids =
        repositories === 'all' ? 'all' : repositories.map((name) => repositoryNamed(world, `${owner}/${name}`).id)
      const created: Installation = {
        id: world.nextId(),
        account,
        permissions: { metadata: 'read', ...permissions },
        repositories: ids === 'all' ? 'all' : new Set(ids),
        suspendedAt: null,
        createdAt: world.now(),
      }
      world.installations.set(created.id, created)
      emitInstallationEvent(stage, created, 'created')
      return created.id
    },

    /** A token as the app would fetch one, for tests that speak to the API themselves. */
    tokenFor(id: number): string {
      const { permissions } = installation(id)
      const expiresAt = new Date(world.now().getTime() + 3_600_000)
      return issueToken(world, { installationId: id, permissions, repositoryIds: null, expiresAt })
    },

    addRepositories(id: number, names: readonly string[]): void {
      const found = installation(id)
      const repositories = named(found, names)
      if (found.repositories === 'all') throw new Error(`Installation ${id} has all repositories`)
      for (const repository of repositories) found.repositories.add(repository.id)
      emitRepositorySelection(stage, found, { action: 'added', repositories })
    },

    removeRepositories(id: number, names: readonly string[]): void {
      const found = installation(id)
      const repositories = named(found, names)
      if (found.repositories === 'all') throw new Error(`Installation ${id} has all repositories`)
      for (const repository of repositories) found.repositories.delete(repository.id)
      emitRepositorySelection(stage, found, { action: 'removed', repositories })
    },

    suspend(id: number): void {
      const found = installation(id)
      found.suspendedAt = world.now()
      emitInstallationEvent(stage, found, 'suspend')
    },

    unsuspend(id: number): void {
      const found = installation(id)
      found.suspendedAt = null
      emitInstallationEvent(stage, found, 'unsuspend')
    },

    uninstall(id: number): void {
      const found = installation(id)
      emitInstallationEvent(stage, found, 'deleted')
      world.installations.delete(id)
    },
  }
}
