import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { SonarQubeApi } from './start-sonarqube.ts'

const Webhook = z.object({ key: z.string(), name: z.string(), url: z.string(), hasSecret: z.boolean() })
export type Webhook = z.infer<typeof Webhook>

const Issue = z
  .object({ key: z.string(), rule: z.string(), component: z.string(), line: z.number().optional() })
  .transform(({ key, rule, component, line }) => ({ key, rule, path: component.replace(/^.*:/, ''), line }))
export type Issue = z.infer<typeof Issue>

const ProjectStatus = z.object({
  status: z.enum(['OK', 'ERROR', 'NONE']),
  ignoredConditions: z.boolean().optional(),
  conditions: z.array(
    z.object({
      metricKey: z.string(),
      status: z.string(),
      errorThreshold: z.string().optional(),
      actualValue: z.string().optional(),
    }),
  ),
})
export type ProjectStatus = z.infer<typeof ProjectStatus>

const Task = z.object({ status: z.string(), analysisId: z.string().optional(), errorMessage: z.string().optional() })

export async function createProject(api: SonarQubeApi, project: { key: string; name: string }): Promise<void> {
  await api('POST', 'api/projects/create', { project: project.key, name: project.name })
}

export async function deleteProject(api: SonarQubeApi, projectKey: string): Promise<void> {
  await api('POST', 'api/projects/delete', { project: projectKey })
}

/** `PREVIOUS_VERSION`: what changed since the last analysis with another `sonar.projectVersion` than the current one. */
export async function setNewCode(
  api: SonarQubeApi,
  { projectKey, type }: { projectKey: string; type: 'PREVIOUS_VERSION' },
): Promise<void> {
  await api('POST', 'api/new_code_periods/set', { project: projectKey, type })
}

export async function selectQualityGate(
  api: SonarQubeApi,
  { projectKey, gate }: { projectKey: string; gate: string },
): Promise<void> {
  await api('POST', 'api/qualitygates/select', { projectKey, gateName: gate })
}

export async function createWebhook(
  api: SonarQubeApi,
  { projectKey, name, url, secret }: { projectKey: string; name: string; url: string; secret: string },
): Promise<Webhook> {
  const created = await api('POST', 'api/webhooks/create', { project: projectKey, name, url, secret })
  return z.object({ webhook: Webhook }).parse(created).webhook
}

export async function listWebhooks(api: SonarQubeApi, projectKey: string): Promise<Webhook[]> {
  const found = await api('GET', 'api/webhooks/list', { project: projectKey })
  return z.object({ webhooks: z.array(Webhook) }).parse(found).webhooks
}

/** The open issues on new code, in the order of their places. */
export async function newIssues(api: SonarQubeApi, projectKey: string): Promise<Issue[]> {
  const found = await api('GET', 'api/issues/search', {
    components: projectKey,
    inNewCodePeriod: 'true',
    issueStatuses: 'OPEN,CONFIRMED',
    ps: '100',
  })
  const { issues } = z.object({ issues: z.array(Issue) }).parse(found)
  return issues.sort((a, b) => a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0))
}

export async function changeIssue(
  api: SonarQubeApi,
  { issue, transition }: { issue: string; transition: 'accept' | 'reopen' },
): Promise<void> {
  await api('POST', 'api/issues/do_transition', { issue, transition })
}

/** Of a project as it is now, or of one analysis as it was then. */
export async function projectStatus(
  api: SonarQubeApi,
  of: { projectKey: string } | { analysisId: string },
): Promise<ProjectStatus> {
  const found = await api('GET', 'api/qualitygates/project_status', of)
  return z.object({ projectStatus: ProjectStatus }).parse(found).projectStatus
}

/** Answers the id of the analysis once the task has succeeded, which is after the delivery of its webhooks. */
export async function waitForTask(api: SonarQubeApi, taskId: string): Promise<string> {
  for (const giveUpAt = Date.now() + 300_000; Date.now() < giveUpAt; await pause(200)) {
    const { task } = z.object({ task: Task }).parse(await api('GET', 'api/ce/task', { id: taskId }))
    if (task.status === 'SUCCESS' && task.analysisId) return task.analysisId
    if (task.status === 'FAILED' || task.status === 'CANCELED')
      throw new Error(`Compute Engine task ${taskId} is ${task.status}: ${task.errorMessage ?? 'no message'}`)
  }
  throw new Error(`Compute Engine task ${taskId} has not ended after five minutes`)
}
