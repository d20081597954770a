import type { ReportedGate } from './analysis.ts'

/**
 * The gate as SonarQube's Web API says it is now. Its answer leaves out the gate's name, and after an analysis also the
 * conditions without a measure: both are kept from what the webhook said.
 */
export function mergeLiveGate(reported: ReportedGate | null, live: ReportedGate): ReportedGate {
  const told = new Set(live.conditions.map(({ metric }) => metric))
  const unmeasured = (reported?.conditions ?? [])
    .filter(({ metric, value }) => value === null && !told.has(metric))
    .map((condition) => ({ ...condition, status: 'NO_VALUE' as const }))
  return {
    name: live.name ?? reported?.name ?? null,
    status: live.status,
    conditions: [...live.conditions, ...unmeasured],
  }
}
