import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export type Statement<Values, Row> = {
  all(db: Kysely<Schema>, values: Values): Promise<readonly Row[]>
  /** The only row or the first; null when there is none. */
  first(db: Kysely<Schema>, values: Values): Promise<Row | null>
}

/** Names a value where it stands in a statement. */
export type Given<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name]

/** Stands for a value while the statement is built. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * A statement that is built once for a database and run with other values each time, for those that every webhook runs:
 * building one costs Kysely several times what SQLite takes to run it. Whatever is not `given` must always be the same.
 */
export function statement<Values extends object, Row>(
  build: (db: Kysely<Schema>, given: Given<Values>) => Compilable<Row>,
): Statement<Values, Row> {
  // By the adapter, which is one object for a database and all its transactions.
  const built = new WeakMap<object, CompiledQuery<Row>>()

  function buildFor(db: Kysely<Schema>): CompiledQuery<Row> {
    const { adapter } = db.getExecutor()
    const query = built.get(adapter) ?? build(db, (name) => new Placeholder(name) as never).compile()
    built.set(adapter, query)
    return query
  }

  async function all(db: Kysely<Schema>, values: Values): Promise<readonly Row[]> {
    const query = buildFor(db)
    const parameters = query.parameters.map((value) =>
      value instanceof Placeholder ? values[value.name as keyof Values] : value,
    )
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }

  return { all, first: async (db, values) => (await all(db, values))[0] ?? null }
}
