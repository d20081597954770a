import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

type Script = 'up.sh' | 'down.sh' | 'scan.sh'

const run = promisify(execFile)

/** Runs a script that stands next to this file and answers the `name=value` lines that it prints. */
export async function runScript(
  script: Script,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, string>> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  try {
    const { stdout } = await run(path, args, { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 })
    return new Map([...stdout.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]))
  } catch (cause) {
    throw new Error(`${script} ${args.join(' ')} failed:\n${lastLines(cause)}`, { cause })
  }
}

export function valueOf(printed: ReadonlyMap<string, string>, name: string): string {
  const value = printed.get(name)
  if (!value) throw new Error(`The script did not print ${name}=`)
  return value
}

function lastLines(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  return said.trimEnd().split('\n').slice(-40).join('\n')
}
