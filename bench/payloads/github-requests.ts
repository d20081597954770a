import { createHmac, randomUUID } from 'node:crypto'
import type { PreparedRequest } from '../load/prepared-request.ts'
import { type BenchWorld, branchOf, freshCommit } from './bench-world.ts'

/** A head that a pull request was given by one of the requests. */
export type Head = { readonly project: string; readonly number: number; readonly sha: string }

export type GitHubRequest = PreparedRequest & { readonly head: Head }

type Template = { readonly event: string; readonly sent: string }
type Place = {
  readonly name: string
  readonly project: string
  readonly number: number
  readonly sha: string
  readonly push: Template
  readonly pull: Template
}

/**
 * Pushes to pull requests as the fake GitHub tells of them, a `push` and a `pull_request` in turn, each pair with a head of
 * its own that the fake GitHub knows, and each pull request later than the one before.
 */
export function* gitHubRequests({ gitHub, repositories }: BenchWorld, count: number): Generator<GitHubRequest> {
  const places = repositories.flatMap(({ name, project, pulls }) =>
    pulls.map((number) => ({ name, project, number, ...pushedOnce(gitHub, name, number) })),
  )
  const startedAt = Date.now()
  for (let made = 0; made < count; made += 2) {
    const pair = made / 2
    const place = places[pair % places.length]
    if (place === undefined) throw new Error('the world has no pull requests')
    const sha = freshCommit(gitHub, place.name)
    const updatedAt = new Date(startedAt + Math.floor(pair / places.length + 1) * 1000)
    yield request(gitHub.app.webhookSecret, place.push, place, sha, updatedAt)
    yield request(gitHub.app.webhookSecret, place.pull, place, sha, updatedAt)
  }
}

function pushedOnce(
  gitHub: BenchWorld['gitHub'],
  name: string,
  number: number,
): Omit<Place, 'name' | 'project' | 'number'> {
  const from = gitHub.deliveries.length
  const sha = freshCommit(gitHub, name)
  gitHub.push(name, branchOf(number), sha)
  const told = gitHub.deliveries.slice(from)
  const push = told.find(({ event }) => event === 'push')
  const pull = told.find(({ event }) => event === 'pull_request')
  if (push === undefined || pull === undefined) throw new Error('the fake GitHub told nothing of a push')
  return { sha, push, pull }
}

function request(secret: string, { event, sent }: Template, place: Place, sha: string, updatedAt: Date): GitHubRequest {
  const at = `${updatedAt.toISOString().slice(0, 19)}Z`
  const moved = sent.replaceAll(place.sha, sha)
  const body = event === 'pull_request' ? moved.replaceAll(/"updated_at":"[^"]+"/g, `"updated_at":"${at}"`) : moved
  const { project, number } = place
  return {
    path: '/api/github/webhooks',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/fa4e001',
      'x-github-delivery': randomUUID(),
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
    head: { project, number, sha },
  }
}
