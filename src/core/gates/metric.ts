import { metrics } from './generated/metrics.ts'

export type MetricType =
  | 'INT'
  | 'FLOAT'
  | 'PERCENT'
  | 'BOOL'
  | 'STRING'
  | 'MILLISEC'
  | 'DATA'
  | 'LEVEL'
  | 'DISTRIB'
  | 'RATING'
  | 'WORK_DUR'

/** A metric of SonarQube, as its Web API describes it. */
export type Metric = {
  readonly key: string
  /** SonarQube's own name, as people see it there; the key where no name is known. */
  readonly name: string
  readonly type: MetricType
  /** -1: a greater value is worse (conditions are `GT`), 1: it is better (`LT`), 0: neither (both). */
  readonly direction: -1 | 0 | 1
  readonly domain: string | null
  /** Decimals that SonarQube rounds to, where it does. */
  readonly decimals: number | null
  readonly hidden: boolean
  /** The type says INT, the numbers are severities: 5, 10, 15, 20, 25. Thresholds are stored one less. */
  readonly severity: boolean
  /** Of which mode it is: Standard Experience, or Multi-Quality Rule. Null: of both. */
  readonly mode: 'STANDARD' | 'MQR' | null
  /** The metric that stands for it in the other mode. */
  readonly twin: string | null
  /** False where SonarSource's public sources show the key only: type and direction are inferred. */
  readonly verified: boolean
}

/** Undefined for a metric that was not known when this was written: it is shown by its key, and breaks nothing. */
export function findMetric(key: string): Metric | undefined {
  return Object.hasOwn(metrics, key) ? metrics[key] : undefined
}

/** What people call the metric. */
export function metricName(key: string): string {
  return findMetric(key)?.name ?? key
}
