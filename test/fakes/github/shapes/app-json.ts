import { type AppRecord, type Installation, iso, type JsonObject, type World } from '../world.ts'
import { accountJson, nodeId } from './account-json.ts'

export const appEvents = [
  'check_run',
  'check_suite',
  'issue_comment',
  'merge_group',
  'pull_request',
  'push',
  'repository',
] as const

const registeredAt = '2026-01-01T00:00:00Z'

export function appJson(world: World, app: AppRecord): JsonObject {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('Integration', app.id),
    client_id: app.id === world.app.id ? world.app.clientId : `Iv1.${app.id}`,
    owner: accountJson(world, app.owner),
    name: app.name,
    description: null,
    external_url: `${world.urls.html}/apps/${app.slug}`,
    html_url: `${world.urls.html}/apps/${app.slug}`,
    created_at: registeredAt,
    updated_at: registeredAt,
    permissions: { checks: 'write', contents: 'read', metadata: 'read', pull_requests: 'write' },
    // GitHub's own description of check suites does not know merge_group yet.
    events: appEvents.filter((event) => event !== 'merge_group'),
  }
}

export function installationJson(world: World, installation: Installation): JsonObject {
  const { id, account, permissions, repositories, suspendedAt, createdAt } = installation
  const isOrganization = account.type === 'Organization'
  const settings = isOrganization ? `/organizations/${account.login}` : ''
  return {
    id,
    account: accountJson(world, account),
    repository_selection: repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${world.urls.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.urls.api}/installation/repositories`,
    html_url: `${world.urls.html}${settings}/settings/installations/${id}`,
    app_id: world.app.id,
    client_id: world.app.clientId,
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: isOrganization ? 'Organization' : 'User',
    permissions,
    events: appEvents,
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedAt ? accountJson(world, account) : null,
    suspended_at: suspendedAt ? iso(suspendedAt) : null,
  }
}
