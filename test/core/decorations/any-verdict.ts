import fc from 'fast-check'
import type { JudgedCondition } from '../../../src/core/gates/condition.ts'
import { type CommitVerdict, type ProjectVerdict, states } from '../../../src/core/verdicts/verdict.ts'
import { at } from './build-verdict.ts'
import { hostileText } from './hostile-text.ts'

const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const instant = fc.oneof(fc.constant(at), fc.integer({ min: 0, max: 4e12 }))
const number = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2_147_483_647 }))

const condition: fc.Arbitrary<JudgedCondition> = fc.record({
  metric: fc.oneof(
    fc.constantFrom('new_coverage', 'new_violations', 'new_security_rating', 'sqale_index'),
    hostileText,
  ),
  operator: fc.constantFrom('GT', 'LT'),
  threshold: fc.oneof(fc.nat().map(String), hostileText),
  value: nullable(fc.oneof(fc.double().map(String), hostileText)),
  outcome: fc.constantFrom('met', 'broken', 'no_value', 'ignored', 'unknown'),
  applies: fc.boolean(),
})

const project: fc.Arbitrary<ProjectVerdict> = fc
  .record({
    connection: fc.oneof(fc.constant('default'), hostileText),
    key: hostileText,
    name: hostileText,
    state: fc.constantFrom(...states),
    reason: nullable(
      fc.constantFrom(
        'no_gate',
        'no_new_code_definition',
        'unknown_gate_status',
        'measures_unavailable',
        'first_analysis',
        'nothing_measured',
      ),
    ),
    gate: nullable(hostileText),
    conditions: fc.array(condition, { maxLength: 6 }),
    analysis: nullable(
      fc.record({
        id: fc.nat(),
        taskId: nullable(hostileText),
        analysedAt: nullable(instant),
        flippedAt: nullable(instant),
        scope: fc.oneof(
          fc.record({ kind: fc.constant('pull_request' as const), key: hostileText }),
          fc.record({
            kind: fc.constant('branch' as const),
            name: nullable(hostileText),
            isMain: fc.boolean(),
            short: fc.boolean(),
          }),
        ),
        namedBy: fc.constantFrom('property', 'revision', 'second_parent'),
        reported: nullable(hostileText),
      }),
    ),
    pullRequest: nullable(number),
    branch: nullable(hostileText),
    standIn: fc.boolean(),
    binding: nullable(fc.constantFrom('set', 'devops', 'file', 'property', 'learned')),
    laterFailure: fc.boolean(),
    seen: fc.array(
      fc.record({
        reason: fc.constantFrom('no_revision', 'base_commit', 'foreign_property', 'not_on_branch', 'two_heads'),
        reported: nullable(hostileText),
        receivedAt: instant,
      }),
      { maxLength: 8 },
    ),
    waitingSince: nullable(instant),
    deadline: fc.nat({ max: 1e9 }),
  })
  .map((fields) => ({
    ...fields,
    deadline: fields.waitingSince === null ? null : fields.waitingSince + fields.deadline,
  }))

/** Verdicts of every shape, with texts as an attacker would choose them. */
export const anyVerdict: fc.Arbitrary<CommitVerdict> = fc
  .record({
    ended: fc.boolean(),
    blocksMerge: fc.boolean(),
    checkRequired: fc.boolean(),
    mode: fc.constantFrom('enforce' as const, 'report' as const, 'off' as const),
    projects: fc.array(project, { maxLength: 4 }),
    fileFaults: fc.array(fc.record({ message: hostileText, line: nullable(fc.nat()), column: nullable(fc.nat()) }), {
      maxLength: 12,
    }),
    unusedKeys: fc.array(hostileText, { maxLength: 12 }),
  })
  .map((fields) => {
    const worst = fields.projects.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state))[0]
    return { ...fields, state: worst?.state ?? 'not_computed', pullRequest: worst?.pullRequest ?? null }
  })
