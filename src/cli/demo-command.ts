import { existsSync } from 'node:fs'
import { Command } from 'commander'

export function demoCommand(): Command {
  return new Command('demo')
    .description('show the main job on recorded real analyses, with a GitHub on loopback')
    .option('--once', 'run through and end, instead of leaving the pages open')
    .exitOverride()
    .action(async ({ once = false }: { once?: boolean }) => {
      // Not part of the published package: it stands on the recordings and the fake GitHub of the tests.
      const demo = new URL('../../test/demo/run-demo.ts', import.meta.url)
      if (!existsSync(demo)) throw new Error('The demo runs from a checkout of Sluicegate: npm ci && npm run demo')
      const { runDemo }: { runDemo: (options: { once: boolean }) => Promise<void> } = await import(demo.href)
      await runDemo({ once })
    })
}
