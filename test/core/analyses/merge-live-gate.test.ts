import { expect, it } from 'vitest'
import { mergeLiveGate } from '../../../src/core/analyses/merge-live-gate.ts'
import { broken, gate, reported } from './build-analysis.ts'

const coverage = reported({ metric: 'new_coverage', operator: 'LT', threshold: '80', value: '85.0' })
const unmeasured = reported({ metric: 'new_security_hotspots_reviewed', value: null, status: 'NO_VALUE' })

it('The live status replaces what was reported, and keeps the name that it leaves out', () => {
  const live = gate([coverage, broken], { name: null })

  expect(mergeLiveGate(gate([coverage, reported()]), live)).toEqual({ ...live, name: 'Sonar way' })
})

it('A condition without a measure, which it leaves out after an analysis, stays', () => {
  expect(mergeLiveGate(gate([coverage, unmeasured]), gate([broken]))).toEqual(gate([broken, unmeasured]))
})

it('A condition that has a measure by now is not told twice, and one that is gone is gone', () => {
  const measured = { ...unmeasured, value: '100.0', status: 'OK' } as const

  expect(mergeLiveGate(gate([coverage, unmeasured]), gate([measured]))).toEqual(gate([measured]))
})

it('Where nothing was reported it stands alone', () => {
  expect(mergeLiveGate(null, gate([broken], { name: null }))).toEqual(gate([broken], { name: null }))
})
