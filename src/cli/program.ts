import { Command } from 'commander'
import { version } from '../version.ts'
import { demoCommand } from './demo-command.ts'
import { migrateCommand } from './migrate-command.ts'
import { serveCommand } from './serve-command.ts'
import { tokenCommand } from './token-command.ts'

export type Environment = NodeJS.ProcessEnv

export function program(env: Environment): Command {
  return new Command('sluicegate')
    .description('Turns SonarQube analyses into merge-blocking checks on GitHub.')
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addCommand(serveCommand(env), { isDefault: true })
    .addCommand(migrateCommand(env))
    .addCommand(demoCommand())
    .addCommand(tokenCommand(env))
}
