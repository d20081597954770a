import { expect, it } from 'vitest'
import { appId, nockedGitHub, repository } from './nocked.ts'

const gitHub = nockedGitHub()

type Check = { readonly context: string; readonly integration_id?: number }
const rule = (...checks: readonly Check[]) => ({
  type: 'required_status_checks',
  parameters: { strict_required_status_checks_policy: false, required_status_checks: checks },
})
const classic = (contexts: readonly string[], checks?: readonly { context: string; app_id: number | null }[]) => ({
  name: 'main',
  protection: { enabled: true, required_status_checks: { enforcement_level: 'everyone', contexts, checks } },
})

type Answers = { readonly rules?: readonly unknown[] | number; readonly branch?: object | number }

function answer({ rules = [], branch = { name: 'main', protection: { enabled: false } } }: Answers) {
  const body = (wanted: unknown) => (typeof wanted === 'number' ? { message: 'No' } : wanted)
  const status = (wanted: unknown) => (typeof wanted === 'number' ? wanted : 200)
  gitHub
    .installation()
    .get('/repos/acme/web/rules/branches/main')
    .query({ per_page: 100 })
    .reply(status(rules), body(rules) as object)
    .get('/repos/acme/web/branches/main')
    .reply(status(branch), body(branch) as object)
}

it.each([
  ['a ruleset that names us', { rules: [rule({ context: 'Sluicegate', integration_id: appId })] }],
  ['a ruleset that takes it from anybody', { rules: [rule({ context: 'build' }, { context: 'Sluicegate' })] }],
  [
    'the second of two rulesets',
    { rules: [rule({ context: 'build' }), { type: 'deletion' }, rule({ context: 'Sluicegate' })] },
  ],
  ['classic protection, by name', { branch: classic(['build', 'Sluicegate']) }],
  ['classic protection, from us', { branch: classic(['Sluicegate'], [{ context: 'Sluicegate', app_id: appId }]) }],
  ['classic protection, from anybody', { branch: classic(['Sluicegate'], [{ context: 'Sluicegate', app_id: -1 }]) }],
  [
    'classic protection, from nobody that it names',
    { branch: classic(['Sluicegate'], [{ context: 'Sluicegate', app_id: null }]) },
  ],
  [
    'classic protection, from another app and from us',
    {
      branch: classic(
        ['Sluicegate'],
        [
          { context: 'Sluicegate', app_id: 15_368 },
          { context: 'Sluicegate', app_id: appId },
        ],
      ),
    },
  ],
  ['classic protection, where rulesets may not be read', { rules: 403, branch: classic(['Sluicegate']) }],
  ['a ruleset, where protection may not be read', { rules: [rule({ context: 'Sluicegate' })], branch: 403 }],
])('is required by %s', async (_, answers) => {
  answer(answers)

  expect(await gitHub.port.requiresCheck(repository, 'main')).toBe(true)
})

it.each([
  ['nothing does', {}],
  ['another check is', { rules: [rule({ context: 'sluicegate' })], branch: classic(['Sluicegate 2']) }],
  ['it must come from another app', { rules: [rule({ context: 'Sluicegate', integration_id: 15_368 })] }],
  [
    'classic protection wants it from another app',
    { branch: classic(['Sluicegate'], [{ context: 'Sluicegate', app_id: 15_368 }]) },
  ],
  ['nothing of it may be read', { rules: 404, branch: 404 }],
])('is not required when %s', async (_, answers) => {
  answer(answers)

  expect(await gitHub.port.requiresCheck(repository, 'main')).toBe(false)
})

it('reads every page of the rules', async () => {
  const path = '/repos/acme/web/rules/branches/main'
  gitHub
    .installation()
    .get(path)
    .query({ per_page: 100 })
    .reply(
      200,
      Array.from({ length: 100 }, () => ({ type: 'deletion' })),
      gitHub.next(path, 'per_page=100&page=2'),
    )
    .get(path)
    .query({ per_page: 100, page: 2 })
    .reply(200, [rule({ context: 'Sluicegate' })])
    .get('/repos/acme/web/branches/main')
    .reply(404)

  expect(await gitHub.port.requiresCheck(repository, 'main')).toBe(true)
})

it('says that it does not know, instead of no, when GitHub is away', async () => {
  gitHub.installation().get('/repos/acme/web/rules/branches/main').query(true).reply(502)

  await expect(gitHub.port.requiresCheck(repository, 'main')).rejects.toMatchObject({ code: 'unavailable' })
})

it('remembers for a minute, for each branch', async () => {
  const interceptors = gitHub.installation()
  for (const branch of ['main', 'main', 'release%2F1.x']) {
    interceptors.get(`/repos/acme/web/rules/branches/${branch}`).query(true).reply(200, [])
    interceptors.get(`/repos/acme/web/branches/${branch}`).reply(200, classic(branch === 'main' ? [] : ['Sluicegate']))
  }

  expect(await gitHub.port.requiresCheck(repository, 'main')).toBe(false)
  expect(await gitHub.port.requiresCheck(repository, 'release/1.x')).toBe(true)
  gitHub.pass(59_999)
  expect(await gitHub.port.requiresCheck(repository, 'main')).toBe(false)
  gitHub.pass(1)
  expect(await gitHub.port.requiresCheck(repository, 'main')).toBe(false)
})
