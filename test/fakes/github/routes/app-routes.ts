import { issueToken } from '../authenticate.ts'
import type { Delivery } from '../deliveries.ts'
import { repositoriesOf } from '../events.ts'
import { GitHubError, notFound, unprocessable } from '../github-error.ts'
import { paged } from '../paging.ts'
import type { Call, Route } from '../router.ts'
import { appJson, installationJson } from '../shapes/app-json.ts'
import { repositoryJson } from '../shapes/repository-json.ts'
import {
  covers,
  findRepository,
  type Installation,
  iso,
  type JsonObject,
  type Level,
  type Permissions,
  type Repository,
} from '../world.ts'

const anHour = 3_600_000

export const appRoutes: readonly Route[] = [
  {
    operation: 'GET /app',
    access: 'app',
    answer: (call) => ({ status: 200, body: ownApp(call) }),
  },
  {
    operation: 'GET /app/installations',
    access: 'app',
    answer: (call) =>
      paged(call, [...call.world.installations.values()], (page) =>
        page.map((item) => installationJson(call.world, item)),
      ),
  },
  {
    operation: 'GET /app/installations/{installation_id}',
    access: 'app',
    answer: (call) => ({ status: 200, body: installationJson(call.world, installationOf(call)) }),
  },
  {
    operation: 'POST /app/installations/{installation_id}/access_tokens',
    access: 'app',
    answer: createToken,
  },
  {
    operation: 'GET /repos/{owner}/{repo}/installation',
    access: 'app',
    answer: (call) => {
      const repository = findRepository(call.world, `${call.params.owner}/${call.params.repo}`)
      const found = [...call.world.installations.values()].find((item) => repository && covers(item, repository))
      if (!found) throw notFound()
      return { status: 200, body: installationJson(call.world, found) }
    },
  },
  {
    operation: 'GET /orgs/{org}/installation',
    access: 'app',
    answer: (call) => {
      const login = call.params.org?.toLowerCase()
      const found = [...call.world.installations.values()].find(({ account }) => account.login.toLowerCase() === login)
      if (!found) throw notFound()
      return { status: 200, body: installationJson(call.world, found) }
    },
  },
  {
    operation: 'GET /installation/repositories',
    access: 'installation',
    answer: (call) => {
      const { caller, world } = call
      if (caller.kind !== 'installation') throw notFound()
      const granted = repositoriesOf(world, caller.installation).filter(
        ({ id }) => caller.repositoryIds === null || caller.repositoryIds.has(id),
      )
      const selection = caller.installation.repositories === 'all' ? 'all' : 'selected'
      return paged(call, granted, (page) => ({
        total_count: granted.length,
        repository_selection: selection,
        repositories: page.map((item) => repositoryJson(world, item)),
      }))
    },
  },
  {
    operation: 'POST /app-manifests/{code}/conversions',
    access: 'anyone',
    answer: (call) => {
      const { app } = call.world
      const secrets = { client_id: app.clientId, client_secret: app.clientSecret, webhook_secret: app.webhookSecret }
      return { status: 201, body: { ...ownApp(call), ...secrets, pem: app.privateKey } }
    },
  },
  {
    operation: 'GET /app/hook/deliveries',
    access: 'app',
    answer: listDeliveries,
  },
  {
    operation: 'GET /app/hook/deliveries/{delivery_id}',
    access: 'app',
    answer: (call) => {
      const delivery = deliveryOf(call)
      const { sent, body } = delivery
      const request = { headers: { 'X-GitHub-Delivery': delivery.guid }, payload: JSON.parse(sent) }
      return { status: 200, body: { ...deliveryJson(delivery), request, response: { headers: {}, payload: body } } }
    },
  },
  {
    operation: 'POST /app/hook/deliveries/{delivery_id}/attempts',
    access: 'app',
    answer: (call) => {
      call.deliveries.redeliver(deliveryOf(call).guid)
      return { status: 202, body: {} }
    },
  },
]

function ownApp({ world }: Call): JsonObject {
  const app = world.apps.get(world.app.id)
  if (!app) throw notFound()
  return { ...appJson(world, app), installations_count: world.installations.size }
}

function installationOf({ world, params }: Call): Installation {
  const found = world.installations.get(Number(params.installation_id))
  if (!found) throw notFound()
  return found
}

function createToken(call: Call) {
  const { world, body } = call
  const installation = installationOf(call)
  if (installation.suspendedAt) throw new GitHubError(403, 'This installation has been suspended')
  const permissions = narrowed(installation.permissions, body.permissions)
  const repositories = selected(call, installation)
  const expiresAt = new Date(world.now().getTime() + anHour)
  const repositoryIds = repositories && new Set(repositories.map(({ id }) => id))
  const token = issueToken(world, { installationId: installation.id, permissions, repositoryIds, expiresAt })
  return {
    status: 201,
    body: {
      token,
      expires_at: iso(expiresAt),
      permissions,
      repository_selection: repositories || installation.repositories !== 'all' ? 'selected' : 'all',
      ...(repositories && { repositories: repositories.map((item) => repositoryJson(world, item)) }),
    },
  }
}

function narrowed(held: Permissions, wanted: unknown): Permissions {
  if (wanted === null || typeof wanted !== 'object') return held
  const levels: readonly Level[] = ['read', 'write', 'admin']
  const granted = Object.entries(wanted).map(([name, level]) => {
    const found = levels.find((known) => known === level)
    const isHeld = found && held[name] !== undefined && levels.indexOf(held[name]) >= levels.indexOf(found)
    if (!isHeld) throw unprocessable('The permissions requested are not granted to this installation.')
    return [name, found] as const
  })
  return { metadata: 'read', ...Object.fromEntries(granted) }
}

function selected({ world, body }: Call, installation: Installation): Repository[] | null {
  const all = repositoriesOf(world, installation)
  const wanted = [
    ...list(body.repositories).map((name) => all.find((repository) => repository.name === name)),
    ...list(body.repository_ids).map((id) => all.find((repository) => repository.id === id)),
  ]
  const found = wanted.filter((repository) => repository !== undefined)
  if (found.length < wanted.length) {
    const message =
      'There is at least one repository that does not exist or is not accessible to the parent installation.'
    throw unprocessable(message)
  }
  return found.length > 0 ? found : null
}

function listDeliveries({ deliveries, query, world }: Call) {
  const size = Math.min(100, Number(query.get('per_page') ?? 30))
  const status = query.get('status')
  const cursor = query.get('cursor')
  const newestFirst = deliveries.all
    .toReversed()
    .filter((delivery) => status === null || (status === 'success') === isSuccess(delivery))
    .filter(({ id }) => cursor === null || id <= Number(cursor.replace('v1_', '')))
  const next = newestFirst[size]
  const params = new URLSearchParams(query)
  params.set('cursor', `v1_${next?.id}`)
  const link = `<${world.urls.api}/app/hook/deliveries?${params}>; rel="next"`
  const body = newestFirst.slice(0, size).map(deliveryJson)
  return { status: 200, body, ...(next && { headers: { link } }) }
}

function deliveryOf({ deliveries, params }: Call): Delivery {
  const found = deliveries.all.find(({ id }) => id === Number(params.delivery_id))
  if (!found) throw notFound()
  return found
}

function deliveryJson(delivery: Delivery): JsonObject {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: iso(delivery.at),
    redelivery: delivery.redelivery,
    duration: Number((delivery.durationMs / 1000).toFixed(2)),
    status: isSuccess(delivery) ? 'OK' : (delivery.body ?? 'pending'),
    status_code: delivery.statusCode ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  }
}

function isSuccess({ statusCode }: Delivery): boolean {
  return statusCode !== null && statusCode >= 200 && statusCode < 400
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
