import { Command } from 'commander'
import { openDatabase } from '../adapters/store/open-database.ts'
import { configOf } from './config-of.ts'
import type { Environment } from './program.ts'

export function migrateCommand(env: Environment): Command {
  return new Command('migrate')
    .description('bring the database up to date; the server does so itself when it starts')
    .exitOverride()
    .action(async () => {
      const { path } = configOf(env).database
      await using _ = await openDatabase(path)
      process.stdout.write(`The database ${path} is up to date.\n`)
    })
}
