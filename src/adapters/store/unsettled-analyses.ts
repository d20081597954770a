import { type Kysely, sql } from 'kysely'
import type { CommitRef } from '../../flow/ports.ts'
import type { Schema } from './schema.ts'
import { statement } from './statement.ts'

type Id = { readonly id: number }

/** The second part: those that have a commit which is on no known branch. */
const ofRevision = statement<{ sha: string }, Id>((db, given) =>
  db
    .selectFrom('analysis')
    .select('id')
    .where('revision', '=', given('sha'))
    .where('sha', 'is', null)
    .unionAll(
      db
        .selectFrom('analysis')
        .select('id')
        .where('sha', '=', given('sha'))
        .where('pull_request', 'is', null)
        .where(sql<boolean>`attribution ->> '$.branch' is null`),
    ),
)

/** Analyses that report one of the revisions and have no commit yet, or one that is on no known branch. */
export async function unsettledAnalyses(db: Kysely<Schema>, revisions: readonly string[]): Promise<readonly number[]> {
  const found = new Set<number>()
  for (const sha of revisions) for (const { id } of await ofRevision.all(db, { sha })) found.add(id)
  return [...found]
}

const reporting = statement<{ sha: string }, Id>((db, given) =>
  db
    .selectFrom('analysis')
    .select('id')
    .where('revision', '=', given('sha'))
    .where('sha', 'is', null)
    .unionAll(db.selectFrom('analysis').select('id').where('named_commit', '=', given('sha')).where('sha', 'is', null)),
)

/** What analyses that name a pull request with this head would be kept under. */
const places = statement<CommitRef, { number: number; connection: string; project_key: string }>((db, given) =>
  db
    .selectFrom('pull_request_head as head')
    .crossJoin('binding')
    .select(['head.number', 'binding.connection', 'binding.project_key'])
    .where('head.sha', '=', given('sha'))
    .where('head.repository_id', '=', given('repositoryId'))
    .where('binding.repository_id', '=', given('repositoryId')),
)

/** As many analyses of one pull request as are worth asking again when it gets a head. */
const mostRecent = 10

const naming = statement<{ connection: string; project_key: string; scope_key: string }, Id & { arrival: number }>(
  (db, given) =>
    db
      .selectFrom('analysis')
      .select(['id', 'arrival'])
      .where('connection', '=', given('connection'))
      .where('project_key', '=', given('project_key'))
      .where('scope_key', '=', given('scope_key'))
      .where('sha', 'is', null)
      .orderBy('arrival', 'desc')
      .limit(mostRecent),
)

/**
 * Analyses without a commit that report this new head, or name a pull request that has it. One statement would do, but
 * SQLite would then read every analysis of the project.
 */
export async function unsettledFor(db: Kysely<Schema>, commit: CommitRef): Promise<readonly number[]> {
  const named: (Id & { arrival: number })[] = []
  for (const { number, connection, project_key } of await places.all(db, commit)) {
    named.push(...(await naming.all(db, { connection, project_key, scope_key: `pull_request:${number}` })))
  }
  const recent = named.toSorted((a, b) => b.arrival - a.arrival).slice(0, mostRecent)
  return [...new Set([...(await reporting.all(db, commit)), ...recent].map(({ id }) => id))]
}

/** The newest analyses are the ones that can still speak for something open. */
const mostHomeless = 200

/** The newest analyses of a project that have no commit; with those of a repository that it may be leaving. */
export async function homelessAnalyses(
  db: Kysely<Schema>,
  project: { readonly connection: string; readonly project_key: string },
  leaving: number | null = null,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('analysis')
    .select('id')
    .where('connection', '=', project.connection)
    .where('project_key', '=', project.project_key)
    .where((eb) =>
      eb.or([
        eb('state', 'is', null),
        eb('state', '!=', 'attributed'),
        ...(leaving === null ? [] : [eb('repository_id', '=', leaving)]),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(mostHomeless)
    .execute()
  return rows.map(({ id }) => id)
}

/** The same of every project that is bound to the repository. */
export async function homelessOf(db: Kysely<Schema>, repositoryId: number): Promise<readonly number[]> {
  const projects = await db
    .selectFrom('binding')
    .select(['connection', 'project_key'])
    .distinct()
    .where('repository_id', '=', repositoryId)
    .execute()
  const ids: number[] = []
  for (const project of projects) ids.push(...(await homelessAnalyses(db, project)))
  return ids
}
