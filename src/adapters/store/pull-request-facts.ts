import type { Kysely, Selectable } from 'kysely'
import type { PullRequestFacts } from '../../core/analyses/repository-facts.ts'
import type { Reader } from '../../flow/ports.ts'
import type { PullRequestTable, Schema } from './schema.ts'

type PullRequestReader = Pick<Reader, 'pullRequest' | 'pullRequestsWithHead' | 'isOnBranch'>

export function readPullRequestFacts(db: Kysely<Schema>): PullRequestReader {
  async function withHeads(row: Selectable<PullRequestTable>): Promise<PullRequestFacts> {
    const heads = await db
      .selectFrom('pull_request_head')
      .select('sha')
      .where('repository_id', '=', row.repository_id)
      .where('number', '=', row.number)
      .execute()
    return {
      number: row.number,
      open: row.open === 1,
      head: row.head,
      heads: new Set(heads.map(({ sha }) => sha)),
      baseBranch: row.base_branch,
      baseSha: row.base_sha,
      fresh: false,
    }
  }

  return {
    async pullRequest(repositoryId, number) {
      const row = await db
        .selectFrom('pull_request')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .executeTakeFirst()
      return row === undefined ? null : withHeads(row)
    },
    async pullRequestsWithHead(repositoryId, sha) {
      const rows = await db
        .selectFrom('pull_request_head as head')
        // Not an inner join, for which SQLite goes through all pull requests of the repository.
        .crossJoin('pull_request')
        .selectAll('pull_request')
        .whereRef('pull_request.repository_id', '=', 'head.repository_id')
        .whereRef('pull_request.number', '=', 'head.number')
        .where('head.sha', '=', sha)
        .where('head.repository_id', '=', repositoryId)
        .execute()
      return Promise.all(rows.map(withHeads))
    },
    async isOnBranch(repositoryId, branch, sha) {
      const row = await db
        .selectFrom('branch_commit')
        .select('sha')
        .where('sha', '=', sha)
        .where('repository_id', '=', repositoryId)
        .where('branch', '=', branch)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
