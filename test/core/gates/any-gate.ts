import fc from 'fast-check'
import type { ReportedCondition, ReportedGate } from '../../../src/core/analyses/analysis.ts'
import type { GateReading } from '../../../src/core/gates/follow-sonarqube.ts'

const text = fc.oneof(fc.constantFrom('', '0', '80', '79.95', 'NaN', '-1e400', '__proto__'), fc.string())

export const anyCondition: fc.Arbitrary<ReportedCondition> = fc.record({
  metric: fc.oneof(
    fc.constantFrom('new_coverage', 'new_violations', 'new_duplicated_lines', 'coverage', 'violations', 'constructor'),
    fc.string(),
  ),
  operator: fc.constantFrom('GT' as const, 'LT' as const),
  threshold: text,
  value: fc.option(text, { nil: null }),
  status: fc.constantFrom('OK' as const, 'ERROR' as const, 'NO_VALUE' as const, 'unknown' as const),
})

export const anyGate: fc.Arbitrary<ReportedGate> = fc.record({
  name: fc.option(fc.string(), { nil: null }),
  status: fc.constantFrom('OK' as const, 'ERROR' as const, 'NONE' as const, 'unknown' as const),
  conditions: fc.array(anyCondition, { maxLength: 8 }),
})

export const anyReading: fc.Arbitrary<GateReading> = fc.record({
  newCodeOnly: fc.boolean(),
  branchAnalysis: fc.boolean(),
  first: fc.boolean(),
})
