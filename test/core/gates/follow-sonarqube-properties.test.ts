import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOnNewCode } from '../../../src/core/gates/condition.ts'
import { followSonarQube } from '../../../src/core/gates/follow-sonarqube.ts'
import { anyCondition, anyGate, anyReading } from './any-gate.ts'

describe('Whatever SonarQube reports, following it', () => {
  it('ends in an outcome that has a reason exactly when it is not computed, and keeps every condition', () => {
    fc.assert(
      fc.property(fc.option(anyGate, { nil: null }), anyReading, (gate, reading) => {
        const outcome = followSonarQube(gate, reading)

        expect(outcome.reason === null).toBe(outcome.state !== 'not_computed')
        expect(outcome.conditions.map(({ metric, value }) => [metric, value])).toEqual(
          (gate?.conditions ?? []).map(({ metric, value }) => [metric, value]),
        )
      }),
    )
  })

  it('does not depend on the order of the conditions', () => {
    fc.assert(
      fc.property(anyGate, anyReading, fc.infiniteStream(fc.nat()), (gate, reading, keys) => {
        const shuffled = gate.conditions
          .map((condition) => ({ condition, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ condition }) => condition)

        const { state, reason } = followSonarQube({ ...gate, conditions: shuffled }, reading)

        expect({ state, reason }).toEqual({
          state: followSonarQube(gate, reading).state,
          reason: followSonarQube(gate, reading).reason,
        })
      }),
    )
  })

  it('never gets better by a broken condition that applies', () => {
    fc.assert(
      fc.property(anyGate, anyReading, anyCondition, fc.nat(8), (gate, reading, condition, place) => {
        const broken = { ...condition, metric: `new_${condition.metric}`, status: 'ERROR' as const }
        const conditions = gate.conditions.toSpliced(place, 0, broken)

        expect(followSonarQube({ ...gate, conditions }, reading).state).toBe('failed')
      }),
    )
  })

  it('passes only what SonarQube calls OK, or calls ERROR for overall code alone where new code counts', () => {
    fc.assert(
      fc.property(anyGate, anyReading, (gate, reading) => {
        fc.pre(followSonarQube(gate, reading).state === 'passed')
        const errors = gate.conditions.filter(({ status }) => status === 'ERROR')

        expect(['OK', 'ERROR']).toContain(gate.status)
        expect(errors.filter(({ metric }) => !reading.newCodeOnly || isOnNewCode(metric))).toEqual([])
        if (gate.status === 'ERROR') expect(errors).not.toEqual([])
      }),
    )
  })

  it('never passes a branch analysis in which nothing that applies has a value', () => {
    fc.assert(
      fc.property(anyGate, anyReading, (gate, reading) => {
        const measuresNothing = gate.conditions.map((condition) =>
          reading.newCodeOnly && !isOnNewCode(condition.metric) ? condition : { ...condition, value: null },
        )

        const outcome = followSonarQube({ ...gate, conditions: measuresNothing }, { ...reading, branchAnalysis: true })

        expect(outcome.state).not.toBe('passed')
      }),
    )
  })
})
