import type { ReportedGate } from './analysis.ts'

/** What is known of the task whose gate a flip evaluates again. Instants in milliseconds since the epoch. */
export type FlippedTask = {
  readonly gate: ReportedGate | null
  /** Newest flip applied to this task. */
  readonly flippedAt: number | null
  /** Newest flip of the branch or pull request that was seen before this task arrived. */
  readonly flipFloor: number | null
}

/**
 * - `apply`: it is the newest state of the task
 * - `tie`: another flip has the same instant and another result; SonarQube must be asked which one stands
 * - `same`: newer, and says what is already known
 * - `stale`: a replay, or older than what was applied
 */
export type FlipJudgement = 'apply' | 'tie' | 'same' | 'stale'

/**
 * Flips are ordered among themselves by `changedAt`, which has a precision of one second: several may share it, arrive in
 * any order, and be byte for byte identical with another between them.
 */
export function judgeFlip(task: FlippedTask, changedAt: number, gate: ReportedGate | null): FlipJudgement {
  if (task.flipFloor !== null && changedAt <= task.flipFloor) return 'stale'
  if (task.flippedAt !== null && changedAt < task.flippedAt) return 'stale'
  if (isSameGate(task.gate, gate)) return 'same'
  return changedAt === task.flippedAt ? 'tie' : 'apply'
}

/** Of two results that tie, the one that stands while SonarQube cannot be asked: never the better one. */
export function worseGate(a: ReportedGate | null, b: ReportedGate | null): ReportedGate | null {
  return badness(b) > badness(a) ? b : a
}

function badness(gate: ReportedGate | null): number {
  if (gate === null || gate.status === 'NONE' || gate.status === 'unknown') return 1
  return gate.status === 'ERROR' ? 2 : 0
}

/** Equal but for the order of conditions, and for a missing measure: `OK` without a value in a flip, `NO_VALUE` in an analysis. */
export function isSameGate(a: ReportedGate | null, b: ReportedGate | null): boolean {
  return canonical(a) === canonical(b)
}

function canonical(gate: ReportedGate | null): string {
  if (gate === null) return 'none'
  const conditions = gate.conditions.map(({ metric, operator, threshold, value, status }) =>
    JSON.stringify([metric, operator, threshold, value, value === null && status === 'OK' ? 'NO_VALUE' : status]),
  )
  return JSON.stringify([gate.name, gate.status, conditions.toSorted()])
}
