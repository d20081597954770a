import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

type Script = 'up.sh' | 'down.sh' | 'scan.sh'

const run = promisify(execFile)

/** The value of a `name=value` line that the script printed; throws when there is none. */
export type Printed = (name: string) => string

/** Runs a script that stands next to this file. */
export async function runScript(
  script: Script,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  try {
    const { stdout } = await run(path, args, { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 })
    const values = new Map([...stdout.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
    return (name) => {
      const value = values.get(name)
      if (!value) throw new Error(`${script} did not print ${name}=`)
      return value
    }
  } catch (cause) {
    throw new Error(`${script} ${args.join(' ')} failed:\n${lastLines(cause)}`, { cause })
  }
}

function lastLines(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  return said.trimEnd().split('\n').slice(-40).join('\n')
}
