import { type Kysely, sql } from 'kysely'
import type { GitHubFacts } from '../../flow/facts.ts'
import { fullName } from './full-name.ts'
import { pullRequestColumns, readPullRequestState } from './pull-request-row.ts'
import type { Schema } from './schema.ts'
import { unsettledAnalyses, unsettledFor } from './unsettled-analyses.ts'

export function gitHubFacts(db: Kysely<Schema>): GitHubFacts {
  return {
    async upsertRepository({ id, owner, name, installationId, defaultBranch }) {
      const columns = { installation_id: installationId, owner, name, full_name: fullName(owner, name) }
      // A name belongs to one repository at a time: GitHub gives a freed name to another.
      await db.deleteFrom('repository').where('full_name', '=', columns.full_name).where('id', '!=', id).execute()
      await db
        .insertInto('repository')
        .values({ id, ...columns, default_branch: defaultBranch })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({
            ...columns,
            default_branch: sql`coalesce(excluded.default_branch, repository.default_branch)`,
          }),
        )
        .execute()
    },
    async removeRepository(id) {
      await db.deleteFrom('repository').where('id', '=', id).execute()
      await db.deleteFrom('binding').where('repository_id', '=', id).where('kind', '!=', 'set').execute()
    },
    async setInstallation(id, { account, suspended, gone }) {
      if (gone) {
        await db.deleteFrom('installation').where('id', '=', id).execute()
        await db.deleteFrom('repository').where('installation_id', '=', id).execute()
        return
      }
      const columns = { account, suspended: suspended ? 1 : 0 } as const
      await db
        .insertInto('installation')
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute()
    },
    async findPullRequest(repositoryId, number) {
      const row = await db
        .selectFrom('pull_request')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .executeTakeFirst()
      return row === undefined
        ? null
        : { ...readPullRequestState(row), retiredOrder: row.retired_order, waitingSince: row.waiting_since }
    },
    async savePullRequest(repositoryId, state, { since, retiredOrder }) {
      const columns = { ...pullRequestColumns(state), waiting_since: since, retired_order: retiredOrder }
      await db
        .insertInto('pull_request')
        .values({ repository_id: repositoryId, number: state.number, ...columns })
        .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(columns))
        .execute()
    },
    async addHead(repositoryId, number, sha, at) {
      await db
        .insertInto('pull_request_head')
        .values({ sha, repository_id: repositoryId, number, seen_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async addBranchCommits(repositoryId, branch, shas, at) {
      if (shas.length === 0) return
      await db
        .insertInto('branch_commit')
        .values(shas.map((sha) => ({ sha, repository_id: repositoryId, branch, seen_at: at })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async staleFile(repositoryId) {
      await db.updateTable('repository_file').set({ stale: 1 }).where('repository_id', '=', repositoryId).execute()
    },
    unsettledAnalyses: (revisions) => unsettledAnalyses(db, revisions),
    unsettledFor: (commit) => unsettledFor(db, commit),
    async discardPublication({ repositoryId, sha }) {
      await db
        .updateTable('publication')
        .set((eb) => ({ content: null, check_run_id: null, generation: eb('generation', '+', 1) }))
        .where('repository_id', '=', repositoryId)
        .where('sha', '=', sha)
        .execute()
    },
    async rereadAnalyses({ repositoryId, sha }) {
      const rows = await db
        .updateTable('analysis')
        .set({ reread: 1 })
        .where('repository_id', '=', repositoryId)
        .where('sha', '=', sha)
        .returning('id')
        .execute()
      return rows.map(({ id }) => id)
    },
    async waitAgain({ repositoryId, sha }, since) {
      await db
        .updateTable('pull_request')
        .set({ waiting_since: since })
        .where('repository_id', '=', repositoryId)
        .where('head', '=', sha)
        .where('open', '=', 1)
        .execute()
    },
    async openPullRequests(repositoryId) {
      return db
        .selectFrom('pull_request')
        .select(['number', 'head'])
        .where('repository_id', '=', repositoryId)
        .where('open', '=', 1)
        .execute()
    },
  }
}
