import { type Kysely, sql } from 'kysely'
import type { CommitRef } from '../../flow/ports.ts'
import type { Schema } from './schema.ts'

/** Analyses that report one of the revisions and have no commit yet, or one that is on no known branch. */
export async function unsettledAnalyses(db: Kysely<Schema>, revisions: readonly string[]): Promise<readonly number[]> {
  if (revisions.length === 0) return []
  const rows = await db
    .selectFrom('analysis')
    .select('id')
    .where('revision', 'in', revisions)
    .where('sha', 'is', null)
    .unionAll(
      db
        .selectFrom('analysis')
        .select('id')
        .where('sha', 'in', revisions)
        .where('pull_request', 'is', null)
        .where(sql<boolean>`attribution ->> '$.branch' is null`),
    )
    .execute()
  return rows.map(({ id }) => id)
}

/** As many analyses of one pull request as are worth asking again when it gets a head. */
const mostRecent = 10

/** Analyses without a commit that report this new head, or name a pull request that has it. */
export async function unsettledFor(db: Kysely<Schema>, { repositoryId, sha }: CommitRef): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from analysis where sha is null and revision = ${sha}
    union select id from analysis where sha is null and named_commit = ${sha}
    union select id from (
      select a.id from pull_request_head h
        join binding b on b.repository_id = h.repository_id
        join analysis a on a.connection = b.connection and a.project_key = b.project_key
          and a.scope_key = 'pull_request:' || h.number and a.sha is null
        where h.sha = ${sha} and h.repository_id = ${repositoryId}
        order by a.arrival desc limit ${mostRecent})`.execute(db)
  return rows.map(({ id }) => id)
}
