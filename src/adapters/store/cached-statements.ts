import type { Database, Statement } from 'better-sqlite3'

/** Prepares each SQL text once: Kysely asks for the same few statements again and again, and preparing is the dear part. */
export function cachedStatements(sqlite: Database, limit = 500): Pick<Database, 'close' | 'prepare'> {
  const statements = new Map<string, Statement>()
  const prepare = (text: string): Statement => {
    const known = statements.get(text)
    if (known !== undefined) return known
    if (statements.size >= limit) statements.clear()
    const statement = sqlite.prepare(text)
    statements.set(text, statement)
    return statement
  }
  return { close: () => sqlite.close(), prepare: prepare as Database['prepare'] }
}
