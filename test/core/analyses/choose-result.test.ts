import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Attributed } from '../../../src/core/analyses/attribution.ts'
import { chooseResult } from '../../../src/core/analyses/choose-result.ts'
import { analysis, at, sha } from './build-analysis.ts'

const attribution: Attributed = {
  state: 'attributed',
  repositoryId: 1,
  sha: sha('a'),
  pullRequest: 7,
  branch: null,
  namedBy: 'revision',
  reported: null,
}
const result = (fields: Parameters<typeof analysis>[0]) => ({ analysis: analysis(fields), attribution })

describe('3: the result that counts', () => {
  it('is the one that SonarQube processed last, whatever the dates say', () => {
    const first = result({ id: 1, analysedAt: at + 9000, receivedAt: at + 9000 })
    const last = result({ id: 2, analysedAt: Date.UTC(2026, 0, 1), receivedAt: at })

    expect(chooseResult([last, first])).toEqual({ result: last, laterFailure: false })
  })

  it('is the order of processing, not that of being kept', () => {
    const recovered = result({ id: 9, order: 3 })
    const newest = result({ id: 8, order: 4 })

    expect(chooseResult([recovered, newest])?.result).toBe(newest)
  })

  it('is an analysis before a later task that failed, which is noted', () => {
    const analysed = result({ id: 1 })
    const failed = result({ id: 2, succeeded: false, gate: null })

    expect(chooseResult([analysed, failed])).toEqual({ result: analysed, laterFailure: true })
  })

  it('is an analysis after a task that failed, which is forgotten', () => {
    const failed = result({ id: 1, succeeded: false, gate: null })
    const analysed = result({ id: 2 })

    expect(chooseResult([analysed, failed])).toEqual({ result: analysed, laterFailure: false })
  })

  it('is the last task that failed where no analysis speaks', () => {
    const failures = [1, 2].map((id) => result({ id, succeeded: false, gate: null }))

    expect(chooseResult(failures)).toEqual({ result: failures[1], laterFailure: false })
  })

  it('is none where there is none', () => {
    expect(chooseResult([])).toBeUndefined()
  })

  it('does not depend on the order in which results are found', () => {
    const results = fc.uniqueArray(fc.record({ id: fc.nat(), succeeded: fc.boolean() }), { selector: ({ id }) => id })
    fc.assert(
      fc.property(
        results.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(chooseResult(shuffled.map(result))).toEqual(chooseResult(all.map(result)))
        },
      ),
    )
  })
})
