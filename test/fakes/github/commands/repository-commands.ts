import { emitRepositoryEvent, emitRepositorySelection, type Stage } from '../events.ts'
import { accountJson } from '../shapes/account-json.ts'
import {
  type Account,
  accountOf,
  covers,
  fullName,
  type JsonObject,
  type Repository,
  randomSha,
  repositoryNamed,
} from '../world.ts'

export type NewRepository = {
  readonly owner: string
  readonly name: string
  readonly defaultBranch?: string
  readonly private?: boolean
  /** The tree of the first commit. */
  readonly files?: Readonly<Record<string, string>>
  /** The sha of the first commit. */
  readonly sha?: string
}

export function repositoryCommands(stage: Stage) {
  const { world } = stage

  function emit(repository: Repository, action: string, fields: JsonObject = {}): void {
    const sender = repository.owner
    emitRepositoryEvent(stage, repository, { event: 'repository', action, permissions: ['metadata'], fields, sender })
  }

  return {
    createAccount(login: string, type: 'User' | 'Organization' = 'Organization'): Account {
      return accountOf(world, login, type)
    },

    /** A repository with one commit on its default branch. Its full name is how all other commands call it. */
    createRepository(wanted: NewRepository): string {
      const repository = newRepository(stage, wanted, null)
      const sha = wanted.sha ?? randomSha()
      const files = new Map(Object.entries(wanted.files ?? { 'README.md': `# ${wanted.name}\n` }))
      const author = repository.owner
      repository.commits.set(sha, { sha, parents: [], message: 'Initial commit', author, at: world.now(), files })
      repository.branches.set(repository.defaultBranch, sha)
      emit(repository, 'created')
      for (const installation of world.installations.values()) {
        const isCovered = installation.repositories === 'all' && covers(installation, repository)
        if (isCovered) emitRepositorySelection(stage, installation, { action: 'added', repositories: [repository] })
      }
      return fullName(repository)
    },

    renameRepository(name: string, to: string): string {
      const repository = repositoryNamed(world, name)
      const from = repository.name
      world.formerNames.set(fullName(repository).toLowerCase(), repository.id)
      repository.name = to
      emit(repository, 'renamed', { changes: { repository: { name: { from } } } })
      return fullName(repository)
    },

    /** It leaves the old owner's installation, unless both belong to the same. */
    transferRepository(name: string, newOwner: string): string {
      const repository = repositoryNamed(world, name)
      const { owner } = repository
      world.formerNames.set(fullName(repository).toLowerCase(), repository.id)
      for (const installation of world.installations.values()) {
        if (installation.repositories === 'all' || !installation.repositories.delete(repository.id)) continue
        emitRepositorySelection(stage, installation, { action: 'removed', repositories: [repository] })
      }
      repository.owner = accountOf(world, newOwner)
      const from =
        owner.type === 'User' ? { user: accountJson(world, owner) } : { organization: fromJson(world, owner) }
      emit(repository, 'transferred', { changes: { owner: { from } } })
      return fullName(repository)
    },

    deleteRepository(name: string): void {
      const repository = repositoryNamed(world, name)
      emit(repository, 'deleted')
      world.repositories.delete(repository.id)
      for (const installation of world.installations.values()) {
        if (installation.repositories === 'all' || !installation.repositories.delete(repository.id)) continue
        emitRepositorySelection(stage, installation, { action: 'removed', repositories: [repository] })
      }
    },

    setPermission(name: string, login: string, permission: 'admin' | 'write' | 'read' | 'none'): void {
      accountOf(world, login, 'User')
      repositoryNamed(world, name).collaborators.set(login.toLowerCase(), permission)
    },
  }
}

export function newRepository({ world }: Stage, wanted: NewRepository, parent: Repository | null): Repository {
  const now = world.now()
  const repository: Repository = {
    id: world.nextId(),
    owner: accountOf(world, wanted.owner),
    name: wanted.name,
    private: wanted.private ?? parent?.private ?? false,
    forkOf: parent?.id ?? null,
    createdAt: now,
    updatedAt: now,
    defaultBranch: wanted.defaultBranch ?? parent?.defaultBranch ?? 'main',
    branches: new Map(),
    commits: parent?.commits ?? new Map(),
    pulls: new Map(),
    rulesets: new Map(),
    classicChecks: new Map(),
    collaborators: new Map(),
    queue: [],
    nextNumber: 1,
  }
  world.repositories.set(repository.id, repository)
  world.formerNames.delete(fullName(repository).toLowerCase())
  return repository
}

function fromJson(world: Stage['world'], { login, id }: Account): JsonObject {
  return { login, id, node_id: `O_${id}`, url: `${world.urls.api}/orgs/${login}` }
}
