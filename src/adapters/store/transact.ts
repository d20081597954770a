import type { Kysely } from 'kysely'
import type { Facts } from '../../flow/facts.ts'
import type { Transact } from '../../flow/ports.ts'
import { analysisFacts } from './analysis-facts.ts'
import { deliveryFacts } from './delivery-facts.ts'
import { dueMarks } from './due-table.ts'
import { gitHubFacts } from './github-facts.ts'
import { groupCommit } from './group-commit.ts'
import { runFacts } from './run-facts.ts'
import type { Schema } from './schema.ts'

export function factsOf(db: Kysely<Schema>): Facts {
  return { ...deliveryFacts(db), ...analysisFacts(db), ...gitHubFacts(db), ...dueMarks(db), ...runFacts(db) }
}

export function transactOn(db: Kysely<Schema>): Transact {
  const transact = groupCommit(db)
  return (work) => transact((trx) => work(factsOf(trx)))
}
