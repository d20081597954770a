import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { LoadResult } from './load-generator.ts'

export type Load = {
  readonly file: string
  readonly port: number
  readonly connections: number
  readonly warmUp: number
}

/** Sends the prepared requests from a process of its own. Throws unless every one was acknowledged. */
export async function runLoad({ file, port, connections, warmUp }: Load): Promise<LoadResult> {
  const script = fileURLToPath(new URL('load-generator.ts', import.meta.url))
  const given = [script, file, String(port), String(connections), String(warmUp)]
  const { stdout } = await promisify(execFile)(process.execPath, given, { maxBuffer: 64 * 1024 * 1024 })
  const result = JSON.parse(stdout) as LoadResult
  const refused = Object.keys(result.statuses).filter((status) => !status.startsWith('2'))
  if (refused.length > 0) throw new Error(`not every request was acknowledged: ${JSON.stringify(result.statuses)}`)
  return result
}
