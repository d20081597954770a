import { Command } from 'commander'
import type { Environment } from './program.ts'

export function serveCommand(env: Environment): Command {
  return (
    new Command('serve')
      .description('run the app until SIGTERM')
      .exitOverride()
      // It is the default, so what is no command at all comes here too.
      .argument('[command]')
      .action(async (unknown: string | undefined, _: unknown, command: Command) => {
        if (unknown !== undefined) command.error(`error: unknown command '${unknown}'. See sluicegate --help`)
        // Loaded only now: the other commands start without the server's parts.
        const { serve } = await import('../main.ts')
        await serve(env)
      })
  )
}
