import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { verify } from '@octokit/webhooks-methods'
import { expect, it } from 'vitest'
import { scene } from './scene.ts'

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string }

async function receiver(status: (received: readonly Received[]) => number = () => 202) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ headers: request.headers, body })
    response.writeHead(status(received)).end('seen')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const events = () => received.map(({ headers }) => headers['x-github-event'])
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}/hooks`, received, events, [Symbol.asyncDispose]: close }
}

it('posts signed webhooks in the order of what happened', async () => {
  await using world = await scene()
  await using app = await receiver()
  const { fake, repo, number } = world
  fake.deliverTo(app.url)

  fake.closePullRequest(repo, number)
  fake.push(repo, 'main', fake.addCommit(repo))
  await fake.settled()

  expect(app.events()).toEqual(['pull_request', 'push', 'check_suite'])
  const [first] = app.received
  const signature = String(first?.headers['x-hub-signature-256'])
  expect(await verify(fake.app.webhookSecret, first?.body ?? '', signature)).toBe(true)
  expect(first?.headers['user-agent']).toMatch(/^GitHub-Hookshot\//)
  expect(fake.deliveries.at(-1)).toMatchObject({ statusCode: 202, body: 'seen' })
})

it('holds webhooks back and lets them go in reverse', async () => {
  await using world = await scene()
  await using app = await receiver()
  const { fake, repo, number } = world
  fake.deliverTo(app.url)
  fake.pauseDeliveries()
  fake.closePullRequest(repo, number)
  fake.reopenPullRequest(repo, number)
  await fake.settled()
  expect(app.received).toEqual([])

  fake.resumeDeliveries({ order: 'reversed' })
  await fake.settled()

  expect(app.received.map(({ body }) => JSON.parse(body).action)).toEqual(['reopened', 'closed'])
})

it('sends a webhook again under its guid', async () => {
  await using world = await scene()
  await using app = await receiver((received) => (received.length === 1 ? 500 : 200))
  const { fake, repo, number } = world
  fake.deliverTo(app.url)
  fake.closePullRequest(repo, number)
  await fake.settled()
  const failed = fake.deliveries.at(-1)

  fake.redeliver(failed?.guid ?? '')
  await fake.settled()

  const [first, second] = app.received
  expect(failed?.statusCode).toBe(500)
  expect(second?.body).toBe(first?.body)
  expect(second?.headers['x-github-delivery']).toBe(first?.headers['x-github-delivery'])
})

it('records a webhook that nobody took', async () => {
  await using world = await scene()
  const { fake, repo, number } = world
  fake.deliverTo('http://127.0.0.1:1/')

  fake.closePullRequest(repo, number)
  await fake.settled()

  expect(fake.deliveries.at(-1)).toMatchObject({ statusCode: 502, body: 'failed to connect to host' })
})

it('tells of a push with its commits and files', async () => {
  await using world = await scene()
  const { fake, repo, head } = world
  const next = fake.addCommit(repo, {
    parents: [head],
    files: { 'src/cart.ts': null, 'README.md': '# x\n', 'new.ts': '' },
  })

  fake.push(repo, 'feature', next)

  const push = fake.deliveries.findLast(({ event }) => event === 'push')
  const commit = { id: next, added: ['new.ts'], modified: ['README.md'], removed: ['src/cart.ts'] }
  expect(push?.payload).toMatchObject({ before: head, after: next, forced: false, created: false, commits: [commit] })
  const synchronized = fake.deliveries.at(-1)?.payload
  expect(synchronized).toMatchObject({ action: 'synchronize', before: head, after: next })
})

it('calls a push forced that loses commits', async () => {
  await using world = await scene()
  const { fake, repo } = world

  fake.push(repo, 'feature', fake.addCommit(repo, { files: { 'x.ts': '1' } }))

  expect(fake.deliveries.findLast(({ event }) => event === 'push')?.payload).toMatchObject({ forced: true })
})

it('tells of a push to a fork only by its pull request', async () => {
  await using world = await scene()
  const { fake, repo } = world
  const sha = fake.addCommit(repo, { files: { 'fork.ts': '1' } })
  const number = fake.openPullRequest(repo, { head: 'patch', fork: { owner: 'eve', sha } })
  const before = fake.deliveries.length

  fake.pushToFork(repo, number, fake.addCommit(repo, { parents: [sha], files: { 'fork.ts': '2' } }))

  expect(fake.deliveries.slice(before).map(({ event, action }) => `${event}.${action}`)).toEqual([
    'pull_request.synchronize',
  ])
})

it('keeps merge groups from an app without the permission', async () => {
  await using world = await scene({ permissions: { checks: 'write', contents: 'read', pull_requests: 'write' } })
  const { fake, repo, number } = world

  fake.enqueue(repo, number)

  expect(fake.deliveries.some(({ event }) => event === 'merge_group')).toBe(false)
})

it('sends nothing to a suspended installation but that it is suspended', async () => {
  await using world = await scene()
  const { fake, repo, number, installation } = world
  const before = fake.deliveries.length

  fake.suspend(installation)
  fake.closePullRequest(repo, number)
  fake.unsuspend(installation)

  expect(fake.deliveries.slice(before).map(({ action }) => action)).toEqual(['suspend', 'unsuspend'])
})

it('sends what GitHub describes, whatever happens', async () => {
  await using world = await scene()
  const { fake, repo, number, installation, head } = world

  fake.editBase(repo, number, 'main')
  fake.editTitle(repo, number, 'Other')
  fake.convertToDraft(repo, number)
  fake.readyForReview(repo, number)
  fake.addComment(repo, number, { body: 'Hello' })
  const run = fake.postForeignCheck(repo, head, { name: 'Sluicegate' }, fake.app.id)
  fake.rerequestCheckRun(run)
  fake.rerequestCheckSuite(repo, head)
  fake.enqueue(repo, number)
  fake.leaveQueue(repo, number, 'dequeued')
  fake.deleteBranch(repo, 'feature')
  const other = fake.createRepository({ owner: 'acme', name: 'other' })
  fake.addRepositories(installation, ['other'])
  fake.deleteRepository(fake.renameRepository(other, 'another'))
  fake.transferRepository(repo, 'globex')
  fake.uninstall(installation)

  expect(fake.bugs).toEqual([])
})
