import { expect, it } from 'vitest'
import { isIgnoredOnSmallChanges, isOnNewCode } from '../../../src/core/gates/condition.ts'
import { metrics } from '../../../src/core/gates/generated/metrics.ts'

it('A condition is on new code when its metric key starts with new_, and only then', () => {
  expect(['new_coverage', 'new_', 'new_a_metric_of_tomorrow'].map(isOnNewCode)).toEqual([true, true, true])
  expect(['coverage', 'new', 'renew_coverage', 'NEW_coverage', ''].map(isOnNewCode)).toEqual(Array(5).fill(false))
})

it('2.3: exactly the six metrics of SonarQube are ignored on small changes, all of them on new code', () => {
  expect(Object.keys(metrics).filter(isIgnoredOnSmallChanges).toSorted()).toEqual([
    'new_branch_coverage',
    'new_coverage',
    'new_duplicated_blocks',
    'new_duplicated_lines',
    'new_duplicated_lines_density',
    'new_line_coverage',
  ])
})
