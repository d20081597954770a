import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generateMetrics } from '../../../scripts/generate-metrics.ts'
import { metrics } from '../../../src/core/gates/generated/metrics.ts'
import { findMetric, metricName } from '../../../src/core/gates/metric.ts'

describe('findMetric', () => {
  it('knows a metric by its key, as SonarQube describes it', () => {
    expect(findMetric('new_coverage')).toEqual({
      key: 'new_coverage',
      name: 'Coverage on New Code',
      type: 'PERCENT',
      direction: 1,
      domain: 'Coverage',
      decimals: 1,
      hidden: false,
      severity: false,
      mode: null,
      twin: null,
      verified: true,
    })
  })

  it.each(['no_such_metric', '', 'constructor', '__proto__', 'toString'])('knows nothing of %j', (key) => {
    expect(findMetric(key)).toBeUndefined()
    expect(metricName(key)).toBe(key)
  })

  it('tells severities from other whole numbers', () => {
    expect(findMetric('new_reliability_issue_severity')).toMatchObject({ type: 'INT', severity: true })
    expect(findMetric('new_violations')).toMatchObject({ type: 'INT', severity: false })
  })
})

describe('the catalogue', () => {
  const all = Object.values(metrics)

  it('is what the data says', () => {
    const generated = join(import.meta.dirname, '../../../src/core/gates/generated/metrics.ts')

    expect(readFileSync(generated, 'utf8')).toBe(generateMetrics())
  })

  it('pairs the metrics of both modes with each other', () => {
    const paired = all.filter(({ twin }) => twin !== null)

    expect(paired).toHaveLength(68)
    for (const { key, mode, twin } of paired) {
      expect(findMetric(twin ?? '')).toMatchObject({ twin: key, mode: mode === 'MQR' ? 'STANDARD' : 'MQR' })
    }
  })

  it('has names that stand in Markdown and in a table as they are', () => {
    for (const { name } of all) expect(name).toMatch(/^[A-Za-z0-9 .,()%/_&'+-]+$/)
  })
})
