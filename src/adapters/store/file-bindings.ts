import type { Kysely } from 'kysely'
import type { FileProject, RepositoryFile } from '../../core/verdicts/repository-file.ts'
import type { Schema } from './schema.ts'
import { homelessAnalyses } from './unsettled-analyses.ts'

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
  const ids = await Promise.all([...gone, ...added].map((row) => homelessAnalyses(db, row, repositoryId)))
  return ids.flat()
}

type ProjectRow = { readonly connection: string; readonly project_key: string }

function connectionOf(project: FileProject): string {
  return project.connection ?? 'default'
}

function isSame(a: ProjectRow, b: ProjectRow): boolean {
  return a.connection === b.connection && a.project_key === b.project_key
}
