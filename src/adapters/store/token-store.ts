import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { type ApiToken, isScope, type Tokens } from '../../flow/manage/token-ports.ts'
import type { ApiTokenTable, Schema } from './schema.ts'

export function tokenStore(db: Kysely<Schema>): Tokens {
  const tokens = db.selectFrom('api_token').selectAll()
  return {
    async add({ name, hash, scopes, createdAt, expiresAt }) {
      const row = { name, hash, scopes: JSON.stringify(scopes), created_at: createdAt, expires_at: expiresAt }
      const { id } = await db.insertInto('api_token').values(row).returning('id').executeTakeFirstOrThrow()
      return id
    },
    async list() {
      const rows = await tokens.orderBy('id').execute()
      return rows.map(readToken)
    },
    async findByHash(hash) {
      const row = await tokens.where('hash', '=', hash).executeTakeFirst()
      return row === undefined ? null : readToken(row)
    },
    async revoke(id, at) {
      await db.updateTable('api_token').set({ revoked_at: at }).where('id', '=', id).execute()
    },
    async used(id, at) {
      await db.updateTable('api_token').set({ last_used_at: at }).where('id', '=', id).execute()
    },
  }
}

const Scopes = z.array(z.string())

function readToken(row: Selectable<ApiTokenTable>): ApiToken {
  return {
    id: row.id,
    name: row.name,
    // A right that this version does not know is no right.
    scopes: Scopes.parse(JSON.parse(row.scopes)).filter(isScope),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }
}
