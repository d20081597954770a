import { z } from 'zod'
import { runScript } from './run-script.ts'
import type { Params, SonarQube } from './start-sonarqube.ts'

const Scan = z.object({
  task: z.string(),
  status: z.literal('SUCCESS'),
  gate: z.enum(['OK', 'ERROR', 'NONE']),
})

export type Scan = {
  readonly taskId: string
  readonly status: 'SUCCESS'
  /** Of this analysis; it does not follow what happens to the issues later. */
  readonly gate: 'OK' | 'ERROR' | 'NONE'
}

/**
 * Analyses the checkout of a git work tree and waits until SonarQube has processed it, which includes the delivery of its
 * webhooks. The revision is git's HEAD, whatever CI this runs in. Throws when the scanner or the task fails.
 */
export async function scan(
  { url, token }: Pick<SonarQube, 'url' | 'token'>,
  { folder, projectKey, properties = {} }: { folder: string; projectKey: string; properties?: Params },
): Promise<Scan> {
  const extra = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`)
  const printed = await runScript('scan.sh', [folder, projectKey, ...extra], { SONAR_HOST_URL: url, SONAR_TOKEN: token })
  const { task, status, gate } = Scan.parse(Object.fromEntries(printed))
  return { taskId: task, status, gate }
}
