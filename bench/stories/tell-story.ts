import type { FakeGitHub } from '../../test/fakes/github/fake-github.ts'
import type { PreparedRequest } from '../load/prepared-request.ts'
import { type BenchRepository, freshCommit } from '../payloads/bench-world.ts'
import { analysisRequest, flipOf } from '../payloads/sonarqube-requests.ts'
import { type Answered, answered, nextAnswer, timeWithGitHub } from './github-time.ts'

/** One step of a story: from a webhook on its way to us until GitHub has answered the write to the check. */
export type Step = {
  /** Milliseconds beyond the time that requests were with GitHub. */
  readonly beyondGitHub: number
  readonly requests: readonly string[]
}

export type Story = { readonly opened: Step; readonly analysed: Step; readonly flipped: Step }

/** A pull request is opened, its analysis fails, and a review of the issues turns the gate. */
export async function tellStory(gitHub: FakeGitHub, repository: BenchRepository, port: number): Promise<Story> {
  const { name, project } = repository
  const sha = freshCommit(gitHub, name)
  const branch = `story-${sha.slice(0, 8)}`
  gitHub.push(name, branch, sha)
  await gitHub.settled()
  let number = 0
  const opened = await step(async () => {
    number = gitHub.openPullRequest(name, { head: branch })
  })
  const analysis = analysisRequest({ project, number, sha }, 'failed')
  const analysed = await step(() => deliver(port, analysis))
  const flipped = await step(() => deliver(port, flipOf(analysis, 'passed')))
  return { opened, analysed, flipped }
}

async function step(act: () => Promise<void>): Promise<Step> {
  const seen = answered.length
  const from = performance.now()
  const written = nextAnswer(isCheckWrite, seen)
  await act()
  const { until } = await written
  await settled()
  const requests = answered.slice(seen)
  return { beyondGitHub: until - from - timeWithGitHub(requests, from, until), requests: requests.map(nameOf) }
}

/** What belongs to the step and comes after the write is counted with it, and not with the next. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50))
}

async function deliver(port: number, { path, headers, body }: PreparedRequest): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`a webhook was answered ${response.status}`)
}

function isCheckWrite({ method, url }: Answered): boolean {
  return (method === 'POST' || method === 'PATCH') && /\/check-runs(\/\d+)?$/.test(url)
}

function nameOf({ method, url }: Answered): string {
  const path = url
    .split('?')[0]
    ?.replace(/^\/repos\/[^/]+\/[^/]+/, '')
    .replaceAll(/[0-9a-f]{40}/g, '{sha}')
    .replaceAll(/\/\d+/g, '/{id}')
  return `${method} ${path}`
}
