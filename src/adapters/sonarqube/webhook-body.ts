import { z } from 'zod'
import {
  type AnalysisReport,
  type AnalysisScope,
  type ReportedCondition,
  type ReportedGate,
  unreadableMetric,
} from '../../core/analyses/analysis.ts'
import { parseSonarQubeDate } from './sonarqube-date.ts'

// Lenient: other people's answers grow. Only the fields that are used are named, and whatever may be missing may be missing.
const text = z.string().max(4000)
const optionalText = text.nullish().catch(null)

const Condition = z.object({
  metric: text,
  operator: text.catch(''),
  value: z
    .union([text, z.number().transform(String)])
    .nullish()
    .catch(null),
  status: text.catch(''),
  errorThreshold: z
    .union([text, z.number().transform(String)])
    .nullish()
    .catch(null),
})

const Gate = z.object({
  name: optionalText,
  status: text.catch(''),
  conditions: z.array(z.unknown()).max(10_000).nullish(),
})

/** The body of a SonarQube webhook (SonarQube: WebhookPayloadFactoryImpl), of any version and of SonarQube Cloud. */
export const WebhookBody = z.object({
  taskId: text.min(1).nullish(),
  status: text,
  analysedAt: optionalText,
  changedAt: optionalText,
  revision: optionalText,
  project: z.object({ key: text.min(1).max(400), name: optionalText, url: optionalText }),
  branch: z
    .object({ name: z.string().nullish(), type: optionalText, isMain: z.boolean().nullish(), url: optionalText })
    .nullish(),
  qualityGate: Gate.nullish(),
  properties: z.record(z.string(), z.unknown()).nullish().catch(null),
})
export type WebhookBody = z.infer<typeof WebhookBody>

/** What the body says, in our words. */
export function readWebhookBody(body: WebhookBody): AnalysisReport {
  const { project, branch } = body
  return {
    taskId: body.taskId ?? null,
    succeeded: body.status === 'SUCCESS',
    project: { key: project.key, name: project.name || project.key, url: project.url ?? null },
    scope: readScope(branch),
    revision: body.revision || null,
    analysedAt: parseSonarQubeDate(body.analysedAt),
    changedAt: parseSonarQubeDate(body.changedAt),
    gate: body.status === 'SUCCESS' && body.qualityGate ? readGate(body.qualityGate) : null,
    properties: readProperties(body.properties ?? {}),
    dashboardUrl: branch?.url ?? project.url ?? null,
  }
}

/** A body without a branch comes from a server that knows only the main branch, or from a task that failed early. */
function readScope(branch: WebhookBody['branch']): AnalysisScope {
  if (!branch) return { kind: 'branch', name: null, isMain: true, short: false }
  const name = branch.name ?? null
  if (branch.type === 'PULL_REQUEST') return { kind: 'pull_request', key: name ?? '' }
  return { kind: 'branch', name, isMain: branch.isMain ?? name === null, short: branch.type === 'SHORT' }
}

function readGate({ name, status, conditions }: z.infer<typeof Gate>): ReportedGate {
  const known = status === 'OK' || status === 'ERROR' || status === 'NONE'
  return { name: name ?? null, status: known ? status : 'unknown', conditions: (conditions ?? []).map(readCondition) }
}

/** A condition that cannot be read is unknown, and so never met: leaving it out could turn a gate green. */
function readCondition(condition: unknown): ReportedCondition {
  const parsed = Condition.safeParse(condition)
  if (!parsed.success)
    return { metric: unreadableMetric, operator: 'GT', threshold: '', value: null, status: 'unknown' }
  const { metric, operator, value, status, errorThreshold } = parsed.data
  const known = status === 'OK' || status === 'ERROR' || status === 'NO_VALUE'
  return {
    metric,
    operator: operator === 'LESS_THAN' || operator === 'LT' ? 'LT' : 'GT',
    threshold: errorThreshold ?? '',
    value: value || null,
    status: known ? status : 'unknown',
  }
}

function readProperties(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = Object.entries(properties).flatMap(([key, value]) =>
    key.startsWith('sonar.analysis.') && typeof value === 'string' ? [[key, value.slice(0, 4000)] as const] : [],
  )
  return Object.fromEntries(kept)
}
