import { dueTable } from '../../../src/adapters/store/due-table.ts'
import { openDatabase } from '../../../src/adapters/store/open-database.ts'
import { storeReader } from '../../../src/adapters/store/reader.ts'
import { transactOn } from '../../../src/adapters/store/transact.ts'
import type { AnalysisReport } from '../../../src/core/analyses/analysis.ts'
import type { Attribution } from '../../../src/core/analyses/attribution.ts'
import type { AnalysisRecord, PullRequestState, Repository } from '../../../src/flow/ports.ts'
import { subjectKey } from '../../../src/flow/subject.ts'
import type { GitHubEvent } from '../../../src/flow/take-in/github-event.ts'
import { takeInAnalysis } from '../../../src/flow/take-in/take-in-analysis.ts'
import { takeInGitHubEvent } from '../../../src/flow/take-in/take-in-github-event.ts'
import { analysis, at } from '../../core/analyses/build-analysis.ts'

export const repository: Repository = { id: 1, owner: 'acme', name: 'shop', installationId: 5, defaultBranch: 'main' }

/** Pull request 7 onto main as GitHub says it is, at `seconds` of GitHub's clock. */
export function state(head: string, seconds: number, fields: Partial<PullRequestState> = {}): PullRequestState {
  return {
    number: 7,
    open: true,
    draft: false,
    author: 'octocat',
    head,
    headBranch: 'feature',
    fromFork: false,
    baseBranch: 'main',
    baseSha: 'e'.repeat(40),
    updatedAt: at + seconds * 1000,
    ...fields,
  }
}

export type PullRequestEvent = GitHubEvent & { readonly kind: 'pull_request' }

export function pullRequestEvent(
  pullRequest: PullRequestState,
  fields: Partial<PullRequestEvent> = {},
): PullRequestEvent {
  return { kind: 'pull_request', repository, pullRequest, baseChanged: false, reopened: false, ...fields }
}

export function report(fields: Parameters<typeof analysis>[0] = {}): AnalysisReport {
  const { id, order, connection, receivedAt, flippedAt, ...said } = analysis(fields)
  return said
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** The take-in on a real database of its own, with a clock that stands still until it is moved. */
export async function openWorld() {
  const { db } = await openDatabase(':memory:')
  const transact = transactOn(db)
  const reader = storeReader(db)
  const world = { now: at, woken: 0, deliveries: 0 }
  const clock = { now: () => world.now }
  const deps = { transact, clock, wake: () => void world.woken++ }
  const queue = dueTable(db, clock)

  return Object.assign(world, {
    db,
    transact,
    reader,
    clock,
    queue,
    /** Takes in an event of GitHub; with an id of its own unless one is given. */
    gitHub: (event: GitHubEvent, id = `delivery-${++world.deliveries}`) =>
      takeInGitHubEvent(deps, { id, name: event.kind, body: '{}', event }),
    /** Takes in a webhook of SonarQube. */
    sonarQube: (said: AnalysisReport, connection = 'default') =>
      takeInAnalysis(deps, { connection, report: said, body: JSON.stringify(said) }),
    /** What is due, as text, and clears it. */
    async due(): Promise<readonly string[]> {
      const taken = await queue.take(Number.MAX_SAFE_INTEGER, 1000, { lanes: [], subjects: [] })
      for (const due of taken) await queue.settle(due, null)
      return taken.map(({ subject }) => subjectKey(subject)).toSorted()
    },
    async analyses(): Promise<readonly AnalysisRecord[]> {
      const ids = await db.selectFrom('analysis').select('id').orderBy('id').execute()
      const records = await Promise.all(ids.map(({ id }) => reader.analysis(id)))
      return records.filter((record) => record !== null)
    },
    attribute: (id: number, attribution: Attribution) => transact((facts) => facts.attribute(id, attribution)),
    async deliveriesKept(): Promise<number> {
      return (await db.selectFrom('delivery').select('id').execute()).length
    },
    [Symbol.asyncDispose]: () => db.destroy(),
  })
}
