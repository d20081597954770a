import { runScript } from './run-script.ts'
import { type ProjectStatus, projectStatus, waitForTask } from './sonarqube-api.ts'
import type { Params, SonarQube } from './start-sonarqube.ts'

export type Scan = {
  readonly taskId: string
  /** A task that does not succeed throws. */
  readonly status: 'SUCCESS'
  /** Of this analysis; it does not follow what happens to its issues later. */
  readonly gate: ProjectStatus['status']
}

/**
 * Analyses the checkout of a git work tree and waits until SonarQube has processed it, which includes the delivery of its
 * webhooks. The revision is git's HEAD, whatever CI this runs in.
 */
export async function scan(
  { url, token, api }: SonarQube,
  { folder, projectKey, properties = {} }: { folder: string; projectKey: string; properties?: Params },
): Promise<Scan> {
  const extra = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`)
  const env = { SONAR_HOST_URL: url, SONAR_TOKEN: token }
  const printed = await runScript('scan.sh', [folder, projectKey, ...extra], env)
  const taskId = printed('task')
  const analysisId = await waitForTask(api, taskId)
  const { status: gate } = await projectStatus(api, { analysisId })
  return { taskId, status: 'SUCCESS', gate }
}
