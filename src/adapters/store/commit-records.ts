import { type Kysely, type Selectable, sql } from 'kysely'
import type { Attributed, Unverified } from '../../core/analyses/attribution.ts'
import { bindingKinds } from '../../core/analyses/choose-repository.ts'
import type { BoundProject } from '../../core/verdicts/commit-facts.ts'
import type { CommitRecords, CommitRef } from '../../flow/ports.ts'
import { readAnalysis, readAttribution } from './analysis-row.ts'
import { selectBindings, selectEarlier, selectPullRequestsOfHead, selectSpeaking } from './commit-statements.ts'
import type { AnalysisTable, BindingTable, Schema } from './schema.ts'

/** All that is kept of a commit and its repository and that its verdict depends on. */
export async function readCommitFacts(db: Kysely<Schema>, commit: CommitRef): Promise<CommitRecords> {
  const { repositoryId, sha } = commit
  const pullRequests = await selectPullRequestsOfHead.all(db, commit)
  const bindings = await selectBindings.all(db, { repositoryId })
  const speaking = await selectSpeaking.all(db, commit)
  const numbers = pullRequests.filter(({ open, head }) => open === 1 && head === sha).map(({ number }) => number)
  const seen = numbers.length === 0 ? [] : await readSeen(db, repositoryId, numbers)
  return {
    pullRequests: pullRequests.map((pr) => ({
      number: pr.number,
      open: pr.open === 1,
      isHead: pr.head === sha,
      waitingSince: pr.waiting_since,
      retiredOrder: pr.retired_order,
      baseBranch: pr.base_branch,
    })),
    projects: strongest(bindings),
    results: speaking.map((row) => ({
      analysis: readAnalysis(row),
      attribution: readAttribution(row) as Attributed,
    })),
    seen: seen.map((row) => ({ analysis: readAnalysis(row), unverified: readAttribution(row) as Unverified })),
    firsts: await readFirsts(db, speaking),
  }
}

/** An analysis may reach us this much before the event of the push that it belongs to. */
const eventDelay = 10 * 60_000

/** Analyses that name one of the pull requests, newest first, and only what came since its head is owed an answer. */
function readSeen(db: Kysely<Schema>, repositoryId: number, numbers: readonly number[]) {
  return db
    .selectFrom('analysis')
    .selectAll('analysis')
    .innerJoin('pull_request as pr', (join) =>
      join
        .onRef('pr.repository_id', '=', 'analysis.repository_id')
        .onRef('pr.number', '=', 'analysis.pull_request')
        .on('analysis.received_at', '>=', sql<number>`pr.waiting_since - ${eventDelay}`),
    )
    .where('analysis.state', '=', sql.lit('unverified'))
    .where('analysis.repository_id', '=', repositoryId)
    .where('analysis.pull_request', 'in', numbers)
    .orderBy('analysis.arrival', 'desc')
    .limit(5)
    .execute()
}

/** A project may be bound in several ways; the strongest is the one that is shown and that says whether it is expected. */
function strongest(bindings: readonly Selectable<BindingTable>[]): readonly BoundProject[] {
  const byProject = Map.groupBy(bindings, (row) => JSON.stringify([row.connection, row.project_key]))
  return [...byProject.values()].flatMap((rows) => {
    const [row] = rows.toSorted((a, b) => rank(a.kind) - rank(b.kind))
    if (row === undefined) return []
    return [
      {
        connection: row.connection,
        key: row.project_key,
        name: rows.find(({ project_name }) => project_name !== null)?.project_name ?? null,
        kind: row.kind as BoundProject['kind'],
        boundAt: row.bound_at,
        spoken: rows.some(({ spoken }) => spoken === 1),
      },
    ]
  })
}

function rank(kind: string): number {
  return bindingKinds.indexOf(kind as (typeof bindingKinds)[number])
}

async function readFirsts(
  db: Kysely<Schema>,
  rows: readonly Selectable<AnalysisTable>[],
): Promise<ReadonlySet<number>> {
  const firsts = new Set<number>()
  for (const row of rows) {
    const { connection, project_key, scope_key, arrival } = row
    const earlier = await selectEarlier.first(db, { connection, project_key, scope_key, arrival })
    if (earlier === null) firsts.add(row.id)
  }
  return firsts
}
