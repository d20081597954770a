import { z } from 'zod'
import {
  type AnalysisScope,
  type ReportedCondition,
  type ReportedGate,
  unreadableMetric,
} from '../../core/analyses/analysis.ts'
import { OutsideFault } from '../../flow/faults.ts'
import type { SonarQube } from '../../flow/ports.ts'
import { parseSonarQubeDate } from './sonarqube-date.ts'

export type SonarQubeConnection = { readonly name: string; readonly url: string; readonly token: string | null }

const ProjectStatus = z.object({
  projectStatus: z.object({
    status: z.string(),
    conditions: z.array(z.unknown()).nullish(),
  }),
})

const Condition = z.object({
  metricKey: z.string(),
  comparator: z.string().catch('GT'),
  errorThreshold: z.string().catch(''),
  actualValue: z.string().nullish(),
  status: z.string(),
})

const Analysed = z.object({
  key: z.string().nullish(),
  name: z.string().nullish(),
  isMain: z.boolean().nullish(),
  analysisDate: z.string().nullish(),
})
type Analysed = z.infer<typeof Analysed>

const AnalysedList = z
  .object({ branches: z.array(Analysed).optional(), pullRequests: z.array(Analysed).optional() })
  .transform(({ branches, pullRequests }) => branches ?? pullRequests ?? [])

/** SonarQube's Web API, for the connections that have a token. Redirects are not followed: the token must not travel. */
export function sonarQubeClient(connections: readonly SonarQubeConnection[], timeoutMs = 10_000): SonarQube {
  return {
    async gateStatus(name, projectKey, scope) {
      const connection = connections.find((candidate) => candidate.name === name)
      if (!connection?.token) return null
      const query = new URLSearchParams({ projectKey, ...scopeQuery(scope) })
      const answer = await get(connection, `/api/qualitygates/project_status?${query}`, timeoutMs)
      if (answer === null) return null
      const parsed = ProjectStatus.safeParse(parseJson(answer))
      if (!parsed.success)
        throw new OutsideFault('unavailable', `SonarQube (${name}) answered something that is no gate status.`)
      return readProjectStatus(parsed.data)
    },
    async isCurrent(name, projectKey, scope, analysedAt) {
      const connection = connections.find((candidate) => candidate.name === name)
      if (!connection?.token || analysedAt === null) return false
      const list = scope.kind === 'pull_request' ? 'project_pull_requests' : 'project_branches'
      const query = new URLSearchParams({ project: projectKey })
      const answer = await get(connection, `/api/${list}/list?${query}`, timeoutMs)
      const parsed = AnalysedList.safeParse(answer === null ? null : parseJson(answer))
      const entry = parsed.data?.find((candidate) => isOfScope(candidate, scope))
      return parseSonarQubeDate(entry?.analysisDate) === analysedAt
    },
  }
}

/** The main branch goes without a name: webhooks do not tell what it is really called. */
function scopeQuery(scope: AnalysisScope): Record<string, string> {
  if (scope.kind === 'pull_request') return { pullRequest: scope.key }
  return scope.isMain || scope.name === null ? {} : { branch: scope.name }
}

function isOfScope({ key, name, isMain }: Analysed, scope: AnalysisScope): boolean {
  if (scope.kind === 'pull_request') return key === scope.key
  return scope.isMain ? isMain === true : name === scope.name
}

/** The text that SonarQube answers; null when there is no such thing. */
async function get({ name, url, token }: SonarQubeConnection, path: string, timeoutMs: number): Promise<string | null> {
  let response: Response
  try {
    response = await fetch(`${url}${path}`, {
      // The token as user name works on every version; SonarQube 9.9 knows no bearer tokens.
      headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.ok) return await response.text()
  } catch (cause) {
    throw new OutsideFault('unavailable', `SonarQube (${name}) could not be reached.`, { cause })
  }
  await response.body?.cancel()
  if (response.status === 404) return null
  const code = response.status >= 500 || response.status === 429 ? 'unavailable' : 'refused'
  throw new OutsideFault(code, `SonarQube (${name}) answered ${response.status} to ${path.split('?')[0]}.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readProjectStatus({ projectStatus }: z.infer<typeof ProjectStatus>): ReportedGate {
  const { status, conditions } = projectStatus
  return {
    name: null,
    status: status === 'OK' || status === 'ERROR' || status === 'NONE' ? status : 'unknown',
    conditions: (conditions ?? []).map(readCondition),
  }
}

/** A condition that cannot be read is unknown, and so never met. */
function readCondition(condition: unknown): ReportedCondition {
  const parsed = Condition.safeParse(condition)
  if (!parsed.success)
    return { metric: unreadableMetric, operator: 'GT', threshold: '', value: null, status: 'unknown' }
  const { metricKey, comparator, errorThreshold, actualValue, status } = parsed.data
  return {
    metric: metricKey,
    operator: comparator === 'LT' ? 'LT' : 'GT',
    threshold: errorThreshold,
    value: actualValue || null,
    status: status === 'OK' || status === 'ERROR' || status === 'NO_VALUE' ? status : 'unknown',
  }
}
