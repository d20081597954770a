import SqliteDatabase from 'better-sqlite3'

/** Copies a database that nobody has open, with what still lies in its log. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const sqlite = new SqliteDatabase(from)
  await sqlite.backup(to)
  sqlite.close()
}
