import { Command } from 'commander'
import type { Environment } from './program.ts'

export function serveCommand(env: Environment): Command {
  return new Command('serve')
    .description('run the app until SIGTERM')
    .exitOverride()
    .action(async () => {
      // Loaded only now: the other commands start without the server's parts.
      const { serve } = await import('../main.ts')
      await serve(env)
    })
}
