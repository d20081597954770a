import { expect, it } from 'vitest'
import { scene } from './scene.ts'

const context = 'Sluicegate'
const permissions = { checks: 'write', contents: 'write', pull_requests: 'write', merge_queues: 'read' } as const

it('refuses a merge with 405 while the required check is absent', async () => {
  await using world = await scene({ permissions })
  const { fake, github, at, number, repo } = world
  fake.requireCheck(repo, 'main', { context })

  const merging = github.pulls.merge({ ...at, pull_number: number })

  const message = expect.stringContaining('Required status check "Sluicegate" is expected.')
  await expect(merging).rejects.toMatchObject({ status: 405, message })
  expect(fake.mergeState(repo, number).state).toBe('blocked')
})

it.each(['success', 'neutral', 'skipped'])('merges once the required check is %s', async (conclusion) => {
  await using world = await scene({ permissions })
  const { fake, github, at, number, repo, head } = world
  fake.requireCheck(repo, 'main', { context, integrationId: fake.app.id })
  fake.postForeignCheck(repo, head, { name: context, conclusion }, fake.app.id)

  const { data } = await github.pulls.merge({ ...at, pull_number: number })

  expect(data.merged).toBe(true)
  expect(fake.headOf(repo)).toBe(data.sha)
  const [closed, push] = fake.deliveries.slice(-3)
  expect(closed?.payload).toMatchObject({ action: 'closed', pull_request: { merged: true } })
  expect(push?.payload).toMatchObject({ ref: 'refs/heads/main', after: data.sha })
})

it.each([
  [{ conclusion: 'failure' }, 'is failing.'],
  [{ conclusion: 'timed_out' }, 'is failing.'],
  [{ conclusion: 'action_required' }, 'is failing.'],
  [{ conclusion: 'cancelled' }, 'is failing.'],
  [{ status: 'in_progress' as const }, 'is in progress.'],
  [{ status: 'queued' as const }, 'is queued.'],
])('blocks on a required check that has %j', async (run, words) => {
  await using world = await scene()
  const { fake, number, repo, head } = world
  fake.requireCheck(repo, 'main', { context })
  fake.postForeignCheck(repo, head, { name: context, ...run })

  const state = fake.mergeState(repo, number)

  expect(state).toEqual({ state: 'blocked', reasons: [`Required status check "Sluicegate" ${words}`] })
})

it('takes the newest run of a name', async () => {
  await using world = await scene()
  const { fake, number, repo, head } = world
  fake.requireCheck(repo, 'main', { context })
  fake.postForeignCheck(repo, head, { name: context, conclusion: 'success' })
  fake.postForeignCheck(repo, head, { name: context, conclusion: 'failure' })

  expect(fake.mergeState(repo, number).state).toBe('blocked')
})

it('takes the newest run of a name, whoever made it, where no app is expected', async () => {
  await using world = await scene()
  const { fake, number, repo, head } = world
  fake.requireCheck(repo, 'main', { context })
  fake.postForeignCheck(repo, head, { name: context, conclusion: 'success' })
  fake.postForeignCheck(repo, head, { name: context, conclusion: 'failure' }, fake.app.id)

  expect(fake.mergeState(repo, number).state).toBe('blocked')
})

it('is not fooled by the right name from the wrong app', async () => {
  await using world = await scene()
  const { fake, number, repo, head } = world
  fake.requireCheck(repo, 'main', { context, integrationId: fake.app.id })
  fake.postForeignCheck(repo, head, { name: context, conclusion: 'success' })

  const { reasons } = fake.mergeState(repo, number)

  expect(reasons).toEqual(['Required status check "Sluicegate" was not set by the expected GitHub App.'])
})

it('lets a check on the test merge commit go before the one on the head', async () => {
  await using world = await scene()
  const { fake, number, repo, head } = world
  fake.requireCheck(repo, 'main', { context })
  fake.postForeignCheck(repo, head, { name: context, conclusion: 'success' })
  fake.postForeignCheck(repo, fake.mergeCommitOf(repo, number), { name: context, conclusion: 'failure' })

  expect(fake.mergeState(repo, number).state).toBe('blocked')
})

it('requires by classic protection as by a ruleset, and on that branch alone', async () => {
  await using world = await scene()
  const { fake, github, at, number, repo } = world
  fake.push(repo, 'release/1', fake.headOf(repo))
  fake.requireCheck(repo, 'main', { context, integrationId: fake.app.id }, 'classic')

  const { data } = await github.repos.getBranch({ ...at, branch: 'main' })

  const checks = [{ context, app_id: fake.app.id }]
  expect(data.protection.required_status_checks).toMatchObject({ contexts: [context], checks })
  expect(fake.mergeState(repo, number).state).toBe('blocked')
  fake.editBase(repo, number, 'release/1')
  expect(fake.mergeState(repo, number).state).toBe('clean')
})

it('answers 409 to a merge of another head than the present one', async () => {
  await using world = await scene({ permissions })
  const { github, at, number } = world

  const merging = github.pulls.merge({ ...at, pull_number: number, sha: 'a'.repeat(40) })

  await expect(merging).rejects.toMatchObject({ status: 409 })
})

it('does not merge a draft', async () => {
  await using world = await scene()
  const { fake, number, repo } = world
  fake.convertToDraft(repo, number)

  expect(() => fake.merge(repo, number)).toThrow('Pull Request is still a draft')
})

it('queues a pull request as a group that needs the check itself', async () => {
  await using world = await scene()
  const { fake, number, repo, head } = world
  const base = fake.headOf(repo)
  fake.requireCheck(repo, 'main', { context })
  fake.postForeignCheck(repo, head, { name: context, conclusion: 'success' })

  const group = fake.enqueue(repo, number)

  expect(group.headRef).toBe(`refs/heads/gh-readonly-queue/main/pr-${number}-${base}`)
  expect(fake.deliveries.at(-1)).toMatchObject({ event: 'merge_group', action: 'checks_requested' })
  expect(fake.mergeGroupState(repo, number).state).toBe('blocked')
  fake.postForeignCheck(repo, group.headSha, { name: context, conclusion: 'success' })
  fake.leaveQueue(repo, number, 'merged')
  expect(fake.headOf(repo)).toBe(group.headSha)
  expect(fake.bugs).toEqual([])
})

it('builds each group on the one before it', async () => {
  await using world = await scene()
  const { fake, number, repo } = world
  fake.push(repo, 'other', fake.addCommit(repo, { files: { 'other.ts': '1\n' } }))
  const second = fake.openPullRequest(repo, { head: 'other' })

  const first = fake.enqueue(repo, number)
  const next = fake.enqueue(repo, second)

  expect(next.baseSha).toBe(first.headSha)
})
