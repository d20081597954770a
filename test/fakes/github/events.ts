import { accountJson, nodeId, organizationJson } from './shapes/account-json.ts'
import { installationJson } from './shapes/app-json.ts'
import { repositoryJson, repositoryStub } from './shapes/repository-json.ts'
import {
  type Account,
  type Installation,
  installationFor,
  type JsonObject,
  type Repository,
  type World,
} from './world.ts'

export type Emission = {
  readonly event: string
  readonly action?: string
  readonly installationId: number
  readonly repositoryId: number | null
  readonly payload: JsonObject
}

/** What commands and routes change, and whom they tell. */
export type Stage = { readonly world: World; readonly emit: (emission: Emission) => void }

export type RepositoryEvent = {
  readonly event: string
  readonly action?: string
  /** Who may read one of these gets the event; everybody else never hears of it. */
  readonly permissions: readonly string[]
  readonly fields: JsonObject
  readonly sender: Account
}

export function emitRepositoryEvent({ world, emit }: Stage, repository: Repository, event: RepositoryEvent): void {
  const installation = installationFor(world, repository)
  if (!installation || installation.suspendedAt) return
  if (!event.permissions.some((permission) => installation.permissions[permission])) return
  const { action, fields, sender } = event
  emit({
    event: event.event,
    ...(action && { action }),
    installationId: installation.id,
    repositoryId: repository.id,
    payload: {
      ...(action && { action }),
      ...fields,
      repository: repositoryJson(world, repository),
      ...(repository.owner.type === 'Organization' && { organization: organizationJson(world, repository.owner) }),
      sender: accountJson(world, sender),
      installation: { id: installation.id, node_id: nodeId('IntegrationInstallation', installation.id) },
    },
  })
}

export function emitInstallationEvent(
  { world, emit }: Stage,
  installation: Installation,
  action: 'created' | 'deleted' | 'suspend' | 'unsuspend',
): void {
  emit({
    event: 'installation',
    action,
    installationId: installation.id,
    repositoryId: null,
    payload: {
      action,
      installation: installationJson(world, installation),
      repositories: repositoriesOf(world, installation).map(repositoryStub),
      requester: null,
      sender: accountJson(world, installation.account),
    },
  })
}

export function emitRepositorySelection(
  { world, emit }: Stage,
  installation: Installation,
  change: { readonly action: 'added' | 'removed'; readonly repositories: readonly Repository[] },
): void {
  const stubs = change.repositories.map(repositoryStub)
  emit({
    event: 'installation_repositories',
    action: change.action,
    installationId: installation.id,
    repositoryId: null,
    payload: {
      action: change.action,
      installation: installationJson(world, installation),
      repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
      repositories_added: change.action === 'added' ? stubs : [],
      repositories_removed: change.action === 'removed' ? stubs : [],
      requester: null,
      sender: accountJson(world, installation.account),
    },
  })
}

export function repositoriesOf(world: World, installation: Installation): Repository[] {
  const { repositories, account } = installation
  return [...world.repositories.values()].filter((repository) =>
    repositories === 'all' ? repository.owner.id === account.id : repositories.has(repository.id),
  )
}
