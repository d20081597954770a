import { pino } from 'pino'
import { Probot } from 'probot'
import { expect, it } from 'vitest'
import { bindGitHub } from '../../../src/adapters/github/bind-github.ts'
import { withDeliveredBody } from '../../../src/adapters/github/delivered-body.ts'
import type { GitHubDelivery } from '../../../src/flow/take-in/github-event.ts'
import { registeredApp } from '../../fakes/github/app-identity.ts'

const { id: appId, privateKey } = registeredApp()
const sha = 'a'.repeat(40)
const installation = { id: 7 }
const repository = { id: 1, name: 'web', full_name: 'acme/web', owner: { login: 'acme' }, default_branch: 'main' }
const ours = { id: 1, owner: 'acme', name: 'web', installationId: 7, defaultBranch: 'main' }
const inRepository = { installation, repository }
const pullRequest = {
  number: 2,
  state: 'open',
  draft: false,
  user: { login: 'octocat' },
  updated_at: '2026-11-22T22:25:30Z',
  head: { sha, ref: 'feature', repo: { id: 1 } },
  base: { sha: 'b'.repeat(40), ref: 'main', repo: { id: 1 } },
}

type Event = { readonly name: string; readonly payload: object }

/** What is taken in of an event that Probot has received. */
async function takenOf({ name, payload }: Event, body?: string): Promise<readonly GitHubDelivery[]> {
  const probot = new Probot({ appId, privateKey, secret: 'unused', log: pino({ level: 'silent' }) })
  const taken: GitHubDelivery[] = []
  bindGitHub(probot, async (delivery) => void taken.push(delivery), appId)
  const receive = () =>
    probot.receive({ id: 'a-delivery', name, payload } as unknown as Parameters<Probot['receive']>[0])
  await (body === undefined ? receive() : withDeliveredBody(body, receive))
  return taken
}

async function eventOf(name: string, payload: object) {
  return (await takenOf({ name, payload })).map(({ event }) => event)
}

it('keeps a delivery with its id, its name and its body as it came', async () => {
  const payload = { action: 'opened', ...inRepository, pull_request: pullRequest }
  const body = `{ "as": "it came" }`

  expect(await takenOf({ name: 'pull_request', payload }, body)).toMatchObject([
    { id: 'a-delivery', name: 'pull_request', body },
  ])
})

it.each([
  ['opened', {}, { open: true }, { baseChanged: false, reopened: false }],
  ['synchronize', {}, { open: true }, { baseChanged: false, reopened: false }],
  ['reopened', {}, { open: true }, { baseChanged: false, reopened: true }],
  ['ready_for_review', {}, { open: true }, { baseChanged: false, reopened: false }],
  ['converted_to_draft', { draft: true }, { draft: true }, { baseChanged: false, reopened: false }],
  ['closed', { state: 'closed' }, { open: false }, { baseChanged: false, reopened: false }],
])('takes in a pull request that was %s', async (action, change, state, flags) => {
  const events = await eventOf('pull_request', {
    action,
    ...inRepository,
    pull_request: { ...pullRequest, ...change },
  })

  expect(events).toMatchObject([
    { kind: 'pull_request', repository: ours, pullRequest: { number: 2, head: sha, ...state }, ...flags },
  ])
})

it('takes in an edited pull request only where its base has changed', async () => {
  const edited = { action: 'edited', ...inRepository, pull_request: pullRequest }

  expect(await eventOf('pull_request', { ...edited, changes: { title: { from: 'x' } } })).toEqual([])
  expect(await eventOf('pull_request', { ...edited, changes: { base: { ref: { from: 'x' } } } })).toMatchObject([
    { baseChanged: true },
  ])
})

it('takes in pushes to branches, and no others', async () => {
  const push = { ...inRepository, ref: 'refs/heads/main', after: sha, deleted: false, forced: false, commits: [] }

  expect(await eventOf('push', push)).toMatchObject([{ kind: 'push', branch: 'main', commits: [sha] }])
  expect(await eventOf('push', { ...push, ref: 'refs/tags/v1' })).toEqual([])
})

it('takes in merge groups by the branch that GitHub makes for them', async () => {
  const ref = `refs/heads/gh-readonly-queue/main/pr-2-${sha}`
  const events = await eventOf('merge_group', {
    action: 'checks_requested',
    ...inRepository,
    merge_group: { head_sha: sha, head_ref: ref },
  })

  expect(events).toEqual([{ kind: 'merge_group', repository: ours, sha, branch: `gh-readonly-queue/main/pr-2-${sha}` }])
})

it.each([
  ['check_run', 'check_run'],
  ['check_suite', 'check_suite'],
])('looks again when somebody asks for our %s again, and for nobody else’s', async (name, field) => {
  const payload = (id: number) => ({ action: 'rerequested', ...inRepository, [field]: { head_sha: sha, app: { id } } })

  expect(await eventOf(name, payload(appId))).toEqual([{ kind: 'recheck', repository: ours, sha }])
  expect(await eventOf(name, payload(15_368))).toEqual([])
})

it.each(['created', 'completed', 'requested_action'])('does not answer to its own runs being %s', async (action) => {
  const payload = { action, ...inRepository, check_run: { head_sha: sha, app: { id: appId } } }

  expect(await eventOf('check_run', payload)).toEqual([])
})

it.each([
  ['created', 'active'],
  ['unsuspend', 'active'],
  ['new_permissions_accepted', 'active'],
  ['suspend', 'suspended'],
  ['deleted', 'gone'],
])('takes an installation that was %s for %s', async (action, state) => {
  const account = { login: 'acme' }

  expect(await eventOf('installation', { action, installation: { ...installation, account } })).toEqual([
    { kind: 'installation', installationId: 7, account: 'acme', state },
  ])
})

it('takes in repositories that are added and removed', async () => {
  const listed = { id: 1, name: 'web', full_name: 'acme/web', private: true }
  const payload = { installation, repositories_added: [listed], repositories_removed: [] }

  expect(await eventOf('installation_repositories', { ...payload, action: 'added' })).toEqual([
    { kind: 'repositories_added', repositories: [{ ...ours, defaultBranch: null }] },
  ])
  expect(
    await eventOf('installation_repositories', {
      installation,
      action: 'removed',
      repositories_added: [],
      repositories_removed: [listed, { name: 'without an id' }],
    }),
  ).toEqual([{ kind: 'repositories_removed', ids: [1], installationId: installation.id }])
})

it.each(['renamed', 'transferred', 'edited'])('takes in a repository that was %s', async (action) => {
  expect(await eventOf('repository', { action, ...inRepository })).toEqual([
    { kind: 'repository_changed', repository: ours },
  ])
})

it.each([
  ['repository_ruleset', 'edited'],
  ['branch_protection_rule', 'deleted'],
])('looks at what is required again after a %s was %s', async (name, action) => {
  expect(await eventOf(name, { action, ...inRepository })).toEqual([{ kind: 'protection_changed', repository: ours }])
})

it('takes in a repository that was deleted', async () => {
  expect(await eventOf('repository', { action: 'deleted', ...inRepository })).toEqual([
    { kind: 'repositories_removed', ids: [1], installationId: null },
  ])
})

it.each([
  ['has no installation', { repository }],
  ['has no repository', { installation }],
  ['has a repository whose owner is gone', { installation, repository: { ...repository, owner: null } }],
])('takes in nothing of an event that %s', async (_, place) => {
  const events = [
    ...(await eventOf('pull_request', { action: 'opened', ...place, pull_request: pullRequest })),
    ...(await eventOf('push', { ...place, ref: 'refs/heads/main', after: sha, commits: [] })),
    ...(await eventOf('repository', { action: 'renamed', ...place })),
  ]

  expect(events).toEqual([])
})

it.each(['issues', 'star', 'something_new'])('lets %s pass', async (name) => {
  expect(await eventOf(name, { action: 'opened', ...inRepository })).toEqual([])
})
