import type { Probot } from 'probot'
import type { GitHubDelivery, GitHubEvent } from '../../flow/take-in/github-event.ts'
import { deliveredBody } from './delivered-body.ts'
import { readPullRequest } from './pull-request.ts'
import { readPush } from './push.ts'
import { readRepository } from './repository.ts'

type Payload = {
  readonly installation?: { readonly id: number } | undefined
  readonly repository?:
    | {
        readonly id: number
        readonly name: string
        readonly owner: { readonly login: string } | null
        readonly default_branch?: string | undefined
      }
    | undefined
}

/** Turns Probot's events into ours. An event is acknowledged once `take` has kept it; one without an installation is not ours. */
export function bindGitHub(app: Probot, take: (delivery: GitHubDelivery) => Promise<void>, appId: number): void {
  const deliver = async (context: { id: string; name: string; payload: Payload }, event: GitHubEvent | null) => {
    if (event === null) return
    await take({ id: context.id, name: context.name, body: deliveredBody() ?? JSON.stringify(context.payload), event })
  }

  app.on(
    [
      'pull_request.opened',
      'pull_request.synchronize',
      'pull_request.reopened',
      'pull_request.edited',
      'pull_request.ready_for_review',
      'pull_request.converted_to_draft',
      'pull_request.closed',
    ],
    async (context) => {
      const { payload } = context
      const repository = repositoryOf(payload)
      if (repository === null) return
      const baseChanged = payload.action === 'edited' && payload.changes.base !== undefined
      if (payload.action === 'edited' && !baseChanged) return
      await deliver(context, {
        kind: 'pull_request',
        repository,
        pullRequest: readPullRequest(payload.pull_request),
        baseChanged,
        reopened: payload.action === 'reopened',
      })
    },
  )
  app.on('push', async (context) => {
    const repository = repositoryOf(context.payload)
    await deliver(context, repository === null ? null : readPush(context.payload, repository))
  })
  app.on('merge_group.checks_requested', async (context) => {
    const repository = repositoryOf(context.payload)
    if (repository === null) return
    const { head_sha: sha, head_ref: ref } = context.payload.merge_group
    await deliver(context, { kind: 'merge_group', repository, sha, branch: ref.replace(/^refs\/heads\//, '') })
  })
  // Our own runs are created and completed by us: only what a person asks for is an event.
  app.on('check_run.rerequested', async (context) => {
    const { payload } = context
    const repository = repositoryOf(payload)
    if (repository === null || payload.check_run.app?.id !== appId) return
    await deliver(context, { kind: 'recheck', repository, sha: payload.check_run.head_sha })
  })
  app.on('check_suite.rerequested', async (context) => {
    const { payload } = context
    const repository = repositoryOf(payload)
    if (repository === null || payload.check_suite.app.id !== appId) return
    await deliver(context, { kind: 'recheck', repository, sha: payload.check_suite.head_sha })
  })
  app.on(
    [
      'installation.created',
      'installation.deleted',
      'installation.suspend',
      'installation.unsuspend',
      'installation.new_permissions_accepted',
    ],
    async (context) => {
      const { action, installation } = context.payload
      const account = installation.account && 'login' in installation.account ? installation.account.login : ''
      const state = action === 'deleted' ? 'gone' : action === 'suspend' ? 'suspended' : 'active'
      await deliver(context, { kind: 'installation', installationId: installation.id, account, state })
    },
  )
  app.on('installation_repositories.added', async (context) => {
    const { installation, repositories_added: added } = context.payload
    const repositories = added.map(({ id, name, full_name }) =>
      readRepository({ id, name, owner: { login: full_name.split('/')[0] ?? '' } }, installation.id),
    )
    await deliver(context, { kind: 'repositories_added', repositories })
  })
  app.on('installation_repositories.removed', async (context) => {
    const { repositories_removed: removed, installation } = context.payload
    const ids = removed.flatMap(({ id }) => (id === undefined ? [] : [id]))
    await deliver(context, { kind: 'repositories_removed', ids, installationId: installation.id })
  })
  app.on(['repository.renamed', 'repository.transferred', 'repository.edited'], async (context) => {
    const repository = repositoryOf(context.payload)
    await deliver(context, repository === null ? null : { kind: 'repository_changed', repository })
  })
  app.on(['repository_ruleset', 'branch_protection_rule'], async (context) => {
    const repository = repositoryOf(context.payload)
    await deliver(context, repository === null ? null : { kind: 'protection_changed', repository })
  })
  app.on('repository.deleted', async (context) => {
    await deliver(context, {
      kind: 'repositories_removed',
      ids: [context.payload.repository.id],
      installationId: null,
    })
  })
}

function repositoryOf({ repository, installation }: Payload) {
  if (repository === undefined || installation === undefined || repository.owner === null) return null
  return readRepository({ ...repository, owner: repository.owner }, installation.id)
}
