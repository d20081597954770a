/**
 * Writes the catalogue of SonarQube's metrics that the core knows, from `data/metrics.json`. After a change of the data:
 * `node scripts/generate-metrics.ts`. A test fails while the catalogue is not what the data says.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metric } from '../src/core/gates/metric.ts'

type Row = Pick<Metric, 'key' | 'name' | 'type' | 'direction' | 'domain'> & {
  readonly decimals?: number
  readonly hidden?: boolean
  readonly severity?: boolean
  readonly mode?: 'STANDARD' | 'MQR'
  readonly twin?: string
  readonly verified?: boolean
}

const source = join(import.meta.dirname, 'data/metrics.json')
const target = join(import.meta.dirname, '../src/core/gates/generated/metrics.ts')

/** The text of the generated file. */
export function generateMetrics(): string {
  const { metrics } = JSON.parse(readFileSync(source, 'utf8')) as { readonly metrics: readonly Row[] }
  return [
    '// Written by scripts/generate-metrics.ts from scripts/data/metrics.json: change the data, not this file.',
    "import type { Metric } from '../metric.ts'",
    '',
    'export const metrics: Readonly<Record<string, Metric>> = {',
    ...metrics.map((row) => `  ${row.key}: ${JSON.stringify(complete(row))},`),
    '}',
    '',
  ].join('\n')
}

function complete(row: Row): Metric {
  return {
    key: row.key,
    name: row.name,
    type: row.type,
    direction: row.direction,
    domain: row.domain,
    decimals: row.decimals ?? null,
    hidden: row.hidden ?? false,
    severity: row.severity ?? false,
    mode: row.mode ?? null,
    twin: row.twin ?? null,
    verified: row.verified ?? true,
  }
}

if (import.meta.main) writeFileSync(target, generateMetrics())
