import type { Kysely } from 'kysely'
import type { FileProject, RepositoryFile } from '../../core/verdicts/repository-file.ts'
import type { Schema } from './schema.ts'

/**
 * Makes the bindings of kind `file` of a repository those that its file names. Answers the ids of the analyses, without a
 * commit or of this repository, of every project that the file names anew or names no more.
 */
export async function replaceFileBindings(
  db: Kysely<Schema>,
  repositoryId: number,
  file: RepositoryFile,
  at: number,
): Promise<readonly number[]> {
  const before = await db
    .selectFrom('binding')
    .select(['connection', 'project_key'])
    .where('repository_id', '=', repositoryId)
    .where('kind', '=', 'file')
    .execute()
  const named = file.projects.map((project) => ({ connection: connectionOf(project), project_key: project.key }))
  const gone = before.filter((row) => !named.some((other) => isSame(row, other)))
  const added = named.filter((row) => !before.some((other) => isSame(row, other)))
  for (const row of gone) {
    await db
      .deleteFrom('binding')
      .where('repository_id', '=', repositoryId)
      .where('kind', '=', 'file')
      .where('connection', '=', row.connection)
      .where('project_key', '=', row.project_key)
      .execute()
  }
  for (const row of added) {
    await db
      .insertInto('binding')
      .values({ ...row, repository_id: repositoryId, kind: 'file', project_name: null, bound_at: at, spoken: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const ids = await Promise.all([...gone, ...added].map((row) => analysesOf(db, repositoryId, row)))
  return ids.flat()
}

type ProjectRow = { readonly connection: string; readonly project_key: string }

/** The newest analyses are the ones that can still speak for something open. */
const mostAnalyses = 200

async function analysesOf(db: Kysely<Schema>, repositoryId: number, row: ProjectRow): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('analysis')
    .select('id')
    .where('connection', '=', row.connection)
    .where('project_key', '=', row.project_key)
    .where((eb) =>
      eb.or([eb('repository_id', 'is', null), eb('state', '!=', 'attributed'), eb('repository_id', '=', repositoryId)]),
    )
    .orderBy('id', 'desc')
    .limit(mostAnalyses)
    .execute()
  return rows.map(({ id }) => id)
}

function connectionOf(project: FileProject): string {
  return project.connection ?? 'default'
}

function isSame(a: ProjectRow, b: ProjectRow): boolean {
  return a.connection === b.connection && a.project_key === b.project_key
}
