import type { Kysely } from 'kysely'
import type { GitHubFacts } from '../../flow/facts.ts'
import { fullName } from './full-name.ts'
import {
  insertBranchCommit,
  insertHead,
  selectPullRequest,
  selectRepository,
  takeRepositoryName,
  upsertPullRequest,
  upsertRepository,
} from './github-statements.ts'
import { pullRequestColumns, readPullRequestState } from './pull-request-row.ts'
import type { Schema } from './schema.ts'
import { homelessOf, unsettledAnalyses, unsettledFor } from './unsettled-analyses.ts'

export function gitHubFacts(db: Kysely<Schema>): GitHubFacts {
  return {
    async upsertRepository({ id, owner, name, installationId, defaultBranch }) {
      const known = await selectRepository.first(db, { id })
      const default_branch = defaultBranch ?? known?.default_branch ?? null
      const row = { id, owner, name, installation_id: installationId, full_name: fullName(owner, name), default_branch }
      // Nearly every event is of a repository that is known just so.
      if (known !== null && isSameRow(known, row)) return
      // A name belongs to one repository at a time: GitHub gives a freed name to another.
      await takeRepositoryName.all(db, { id, full_name: row.full_name })
      await upsertRepository.all(db, row)
    },
    async removeRepository(id, installationId) {
      const removed = await db
        .deleteFrom('repository')
        .where('id', '=', id)
        .$if(installationId !== null, (query) => query.where('installation_id', '=', installationId))
        .returning('id')
        .executeTakeFirst()
      if (removed === undefined) return
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
      const row = await selectPullRequest.first(db, { repository_id: repositoryId, number })
      return row === null
        ? null
        : { ...readPullRequestState(row), retiredOrder: row.retired_order, waitingSince: row.waiting_since }
    },
    async savePullRequest(repositoryId, state, { since, retiredOrder }) {
      await upsertPullRequest.all(db, {
        ...pullRequestColumns(state),
        repository_id: repositoryId,
        number: state.number,
        waiting_since: since,
        retired_order: retiredOrder,
      })
    },
    async addHead(repositoryId, number, sha, at) {
      await insertHead.all(db, { sha, repository_id: repositoryId, number, seen_at: at })
    },
    async addBranchCommits(repositoryId, branch, shas, at) {
      for (const sha of shas)
        await insertBranchCommit.all(db, { sha, repository_id: repositoryId, branch, seen_at: at })
    },
    async staleFile(repositoryId) {
      await db.updateTable('repository_file').set({ stale: 1 }).where('repository_id', '=', repositoryId).execute()
    },
    unsettledAnalyses: (revisions) => unsettledAnalyses(db, revisions),
    homelessAnalyses: (repositoryId) => homelessOf(db, repositoryId),
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

function isSameRow(left: object, right: object): boolean {
  const values = new Map(Object.entries(left))
  return Object.entries(right).every(([name, value]) => values.get(name) === value)
}
