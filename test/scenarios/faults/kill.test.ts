import { randomUUID } from 'node:crypto'
import SqliteDatabase from 'better-sqlite3'
import { expect, it } from 'vitest'
import { type FakeGitHub, startFakeGitHub } from '../../fakes/github/fake-github.ts'
import { createRecordedRepository, install, openRecordedPullRequest, recordedShas } from '../recorded-pull-request.ts'
import { recordedWebhook } from '../recorded-webhooks.ts'
import { checkOf } from '../world.ts'
import { type Command, deliverTo, type ProcessWorld, processWorld, readyAt } from './server-process.ts'

type Logged = FakeGitHub['requests'][number]
type Story = { readonly number: number; readonly sha: string }

const [head] = recordedShas.pull2
const patience = { timeout: 120_000 }

function openPullRequest(gitHub: FakeGitHub): Story {
  const sha = gitHub.addCommit('acme/web', { parents: [recordedShas.mainSecond], files: { 'app.js': randomUUID() } })
  gitHub.push('acme/web', `branch-${sha}`, sha)
  return { number: gitHub.openPullRequest('acme/web', { head: `branch-${sha}` }), sha }
}

/** A recorded analysis that failed, as one of this pull request. */
function analysisOf({ number, sha }: Story): string {
  const recorded = JSON.parse(recordedWebhook('sonarqube-26.4-pull-requests', '004').toString('utf8'))
  const branch = { ...recorded.branch, name: String(number) }
  return JSON.stringify({ ...recorded, taskId: randomUUID(), revision: sha, branch })
}

/** A server that is started again whenever it was killed. */
async function phoenix(gitHub: FakeGitHub, world: ProcessWorld) {
  let server: Command
  let url = ''
  let armed: ((request: Logged) => 'kill' | 'fail and kill' | 'spare') | null = null
  let seen = 0
  let isKilled = false

  function look(): false {
    for (const request of gitHub.requests.slice(seen)) {
      seen += 1
      const verdict = isKilled ? 'spare' : (armed?.(request) ?? 'spare')
      if (verdict === 'spare') continue
      // GitHub has it in its hands at this moment: a fault makes it one without effect.
      if (verdict === 'fail and kill') gitHub.failNext({ status: 500 })
      kill()
    }
    return false
  }
  async function rise(): Promise<void> {
    isKilled = false
    server = world.run('serve')
    url = (await readyAt(server)) ?? url
    gitHub.deliverTo(`${url}/api/github/webhooks`)
  }
  function kill(): void {
    isKilled = true
    server.process.kill('SIGKILL')
  }
  void gitHub.until(look, { timeoutMs: 3_600_000 }).catch(() => {})
  await rise()

  return {
    kill,
    /** Asked about every request of a living server, while GitHub holds it. */
    arm: (judge: NonNullable<typeof armed>) => {
      armed = judge
    },
    disarm: () => {
      armed = null
    },
    url: () => url,
    /** Waits for it over every death of the server. */
    async outlive(happens: Promise<unknown>): Promise<void> {
      for (;;) {
        await Promise.race([happens, server.ended])
        if (!isKilled) break
        await server.ended
        await gitHub.settled()
        await rise()
        redeliver(gitHub)
      }
      await happens
    },
    /** Until nothing is left to do but to wait for an analysis. */
    async quiet(): Promise<void> {
      const database = new SqliteDatabase(world.database, { readonly: true })
      const due = database.prepare('select count(*) from due where due_at < ?').pluck()
      while (due.get(Date.now() + 10 * 60_000) !== 0) await fetch(`${url}/readyz`)
      database.close()
    },
  }
}

/** What GitHub sent and nobody acknowledged, it sends again when somebody asks it to. */
function redeliver(gitHub: FakeGitHub): void {
  const kept = new Set(gitHub.deliveries.filter(({ statusCode }) => statusCode === 200).map(({ guid }) => guid))
  const lost = new Set(gitHub.deliveries.map(({ guid }) => guid).filter((guid) => !kept.has(guid)))
  for (const guid of lost) gitHub.redeliver(guid)
}

const becomes = (gitHub: FakeGitHub, sha: string, conclusion: string | null) =>
  gitHub.until(() => checkOf(gitHub, 'acme/web', sha, conclusion), {
    what: `The check of ${sha} being ${conclusion}`,
    timeoutMs: 60_000,
  })

async function stage() {
  const gitHub = await startFakeGitHub({ validate: false })
  createRecordedRepository(gitHub)
  install(gitHub)
  const world = processWorld(gitHub)
  return {
    gitHub,
    world,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await gitHub.close()
    },
  }
}

it.concurrent(
  'loses and doubles nothing, killed at any request of a story, before or after that took effect',
  patience,
  async () => {
    await using here = await stage()
    const { gitHub } = here
    const server = await phoenix(gitHub, here.world)
    await server.outlive(gitHub.until(() => gitHub.requests.some(({ path }) => path.includes('/pulls?'))))
    const deaths: string[] = []

    for (const verdict of ['fail and kill', 'kill'] as const) {
      for (let position = 0, isOver = false; !isOver; position++) {
        await server.quiet()
        let left = position
        isOver = true
        server.arm(({ method, route }) => {
          if (left-- > 0) return 'spare'
          isOver = false
          server.disarm()
          // To read has no effect: it is enough to die of it once.
          if (verdict === 'kill' && method === 'GET') return 'spare'
          deaths.push(`${verdict} ${route}`)
          return verdict
        })

        const story = openPullRequest(gitHub)
        await server.outlive(becomes(gitHub, story.sha, null))
        const analysis = analysisOf(story)
        const acknowledged = await deliverTo(server.url(), analysis)
        const concluded = becomes(gitHub, story.sha, 'failure')
        if (acknowledged === null) {
          // SonarQube does not send again what was not acknowledged: somebody analyses again.
          await server.outlive(Promise.resolve())
          await deliverTo(server.url(), analysis)
        }
        await server.outlive(concluded)

        await server.quiet()
        expect(gitHub.checkRuns('acme/web', story.sha)).toMatchObject([{ conclusion: 'failure' }])
      }
    }
    expect(deaths).toEqual([
      'fail and kill GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      'fail and kill POST /repos/{owner}/{repo}/check-runs',
      'fail and kill PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
      'kill POST /repos/{owner}/{repo}/check-runs',
      'kill PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    ])
  },
)

it.concurrent('reads in what it was installed on, killed at the first request of every kind', patience, async () => {
  await using here = await stage()
  const { gitHub } = here
  openRecordedPullRequest(gitHub, 2, recordedShas.pull2)
  const server = await phoenix(gitHub, here.world)
  const deaths = new Set<string>()
  server.arm(({ route }) => {
    if (deaths.has(String(route))) return 'spare'
    deaths.add(String(route))
    return 'fail and kill'
  })

  await server.outlive(becomes(gitHub, head, null))

  await server.quiet()
  expect(gitHub.checkRuns('acme/web', head)).toHaveLength(1)
  expect(deaths).toEqual(
    new Set([
      'GET /app/installations',
      'POST /app/installations/{installation_id}/access_tokens',
      'GET /installation/repositories',
      'GET /repos/{owner}/{repo}/contents/{path}',
      'GET /repos/{owner}/{repo}/pulls',
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      'POST /repos/{owner}/{repo}/check-runs',
    ]),
  )
})

it.concurrent('keeps what it acknowledged, killed in the moment of the acknowledgement', patience, async () => {
  await using here = await stage()
  const { gitHub } = here
  const server = await phoenix(gitHub, here.world)
  await server.quiet()

  const story = openPullRequest(gitHub)
  await gitHub.until(() => {
    const told = gitHub.deliveries.some(({ event, statusCode }) => event === 'pull_request' && statusCode === 200)
    if (told) server.kill()
    return told
  })
  await server.outlive(becomes(gitHub, story.sha, null))
  const acknowledged = await deliverTo(server.url(), analysisOf(story))
  server.kill()

  expect(acknowledged?.status).toBe(202)
  await server.outlive(becomes(gitHub, story.sha, 'failure'))
  await server.quiet()
  expect(gitHub.checkRuns('acme/web', story.sha)).toHaveLength(1)
})
