import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindingKinds } from '../../../src/core/analyses/choose-repository.ts'
import type { CommitFacts } from '../../../src/core/verdicts/commit-facts.ts'
import { conclude } from '../../../src/core/verdicts/conclude.ts'
import { type Decision, decideCommit } from '../../../src/core/verdicts/decide-commit.ts'
import { states } from '../../../src/core/verdicts/verdict.ts'
import { at, branch, broken, gate, mainBranch, pullRequest, sha } from '../analyses/build-analysis.ts'
import { anyGate } from '../gates/any-gate.ts'
import { bound, facts, headOf, inMode, minute, project, result, seen, waitMs } from './build-facts.ts'

const key = fc.constantFrom('api', 'web', '__proto__')
const connection = fc.constantFrom('default', 'cloud')
const order = fc.integer({ min: 1, max: 30 })
const instant = fc.integer({ min: -120, max: 120 }).map((minutes) => at + minutes * minute)
const scope = fc.oneof(
  fc.constantFrom(7, 8, 9).map(pullRequest),
  fc.constantFrom(
    mainBranch,
    branch('feature'),
    branch('fix', { short: true }),
    branch(null),
    branch('gh-readonly-queue/main/pr-7-0dd8580'),
  ),
)

const anyResult = fc
  .record({
    of: fc.record({ id: order, connection, scope, succeeded: fc.boolean(), gate: fc.option(anyGate, { nil: null }) }),
    key,
    standsInOnly: fc.boolean(),
  })
  .map(({ of, key, standsInOnly }) =>
    result({ ...of, project: project(key) }, standsInOnly && of.scope.kind === 'branch' ? { branch: null } : {}),
  )

const anyFacts: fc.Arbitrary<CommitFacts> = fc
  .record({
    now: instant,
    mode: fc.constantFrom('enforce' as const, 'report' as const, 'off' as const),
    pullRequests: fc.uniqueArray(
      fc.record({
        number: fc.constantFrom(7, 8, 9),
        open: fc.boolean(),
        isHead: fc.boolean(),
        waitingSince: instant,
        retiredOrder: fc.option(order, { nil: null }),
        checkRequired: fc.boolean(),
      }),
      { selector: ({ number }) => number },
    ),
    projects: fc.uniqueArray(
      fc.record({ key, connection, kind: fc.constantFrom(...bindingKinds), boundAt: instant, spoken: fc.boolean() }),
      { selector: (one) => `${one.connection} ${one.key}` },
    ),
    results: fc.uniqueArray(anyResult, { selector: ({ analysis }) => analysis.order, maxLength: 6 }),
    seen: fc.uniqueArray(fc.record({ id: order, key, of: fc.constantFrom(7, 8, 9) }), {
      selector: ({ id }) => id,
      maxLength: 3,
    }),
    firsts: fc.uniqueArray(order).map((ids) => new Set(ids)),
  })
  .map(({ now, mode, ...any }) =>
    facts({
      ...inMode(mode),
      now,
      pullRequests: any.pullRequests.map(headOf),
      projects: any.projects.map((one) => bound(one.key, one)),
      results: any.results,
      seen: any.seen.map(({ id, key, of }) =>
        seen({ id, project: project(key), revision: sha('e') }, 'base_commit', of),
      ),
      firsts: any.firsts,
    }),
  )

/** How bad a decision is: 0 is the worst; greater than every state where nothing is owed. */
function rank({ verdict }: Decision): number {
  return verdict === null ? states.length : states.indexOf(verdict.state)
}

function nameOf({ connection, key }: { readonly connection: string; readonly key: string }): string {
  return `${connection} ${key}`
}

const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length })

describe('4: whatever is known of a commit', () => {
  it('the verdict is that of its worst project, and waits exactly while something is looked at again', () => {
    fc.assert(
      fc.property(anyFacts, (known) => {
        const { verdict, lookAgainAt } = decideCommit(known)
        const worst = Math.min(...(verdict?.projects ?? []).map(({ state }) => states.indexOf(state)))

        if (verdict !== null && verdict.projects.length > 0) expect(states.indexOf(verdict.state)).toBe(worst)
        expect(lookAgainAt !== null).toBe(verdict?.projects.some(({ state }) => state === 'waiting') ?? false)
        if (lookAgainAt !== null) expect(lookAgainAt).toBeGreaterThan(known.now)
      }),
    )
  })

  it('the order in which it was found changes nothing, to the letter', () => {
    const twice = anyFacts.chain((known) =>
      fc.record({
        known: fc.constant(known),
        pullRequests: shuffled(known.pullRequests),
        projects: shuffled(known.projects),
        results: shuffled(known.results),
        seen: shuffled(known.seen),
      }),
    )
    fc.assert(
      fc.property(twice, ({ known, ...other }) => {
        expect(JSON.stringify(decideCommit({ ...known, ...other }))).toBe(JSON.stringify(decideCommit(known)))
      }),
    )
  })

  it('another project never makes it better', () => {
    const another = anyResult.map(({ analysis, attribution }) => ({
      analysis: { ...analysis, project: project('another'), id: analysis.id + 100, order: analysis.order + 100 },
      attribution,
    }))
    fc.assert(
      fc.property(anyFacts, another, fc.boolean(), (found, result, expected) => {
        // Claims give way to what is bound by more, and what was only seen to whatever is owed: that is no project more.
        const sure = found.projects.filter(({ kind }) => kind !== 'property' && kind !== 'learned')
        const known = { ...found, seen: [], projects: sure }
        const open = known.pullRequests.some((pr) => pr.open && pr.isHead)
        const more = expected
          ? { projects: [...known.projects, bound('another')] }
          : { results: [...known.results, result] }
        // A commit that is a head no longer, or on a branch by now, is judged as such: that is no project more.
        fc.pre(
          open || result.attribution.branch === null || known.results.some((one) => one.attribution.branch !== null),
        )
        // A required check without a project counts as not computed only until there is one.
        fc.pre(decideCommit(known).verdict?.projects.length !== 0)

        expect(rank(decideCommit({ ...known, ...more }))).toBeLessThanOrEqual(rank(decideCommit(known)))
      }),
    )
  })

  it('a broken condition on new code more never makes it better', () => {
    fc.assert(
      fc.property(anyFacts, (known) => {
        const worse = known.results.map(({ analysis, attribution }) => ({
          analysis: {
            ...analysis,
            gate:
              analysis.gate === null ? null : { ...analysis.gate, conditions: [...analysis.gate.conditions, broken] },
          },
          attribution,
        }))

        expect(rank(decideCommit({ ...known, results: worse }))).toBeLessThanOrEqual(rank(decideCommit(known)))
      }),
    )
  })

  it('in mode enforce a head is freed only where every expected project passed for each of its pull requests, since its base', () => {
    fc.assert(
      fc.property(anyFacts, ({ pullRequests, ...known }) => {
        const open = [headOf(), ...pullRequests.filter(({ number }) => number !== 7)].filter(
          (pr) => pr.open && pr.isHead,
        )
        const results = known.results.map(({ analysis, attribution }) => ({
          analysis: { ...analysis, gate: gate() },
          attribution,
        }))
        const { verdict } = decideCommit({ ...known, ...inMode('enforce'), pullRequests: open, results })
        if (verdict === null || !['success', 'neutral', 'skipped'].includes(conclude(verdict) ?? '')) return

        for (const pr of open) {
          const judged = verdict.projects.filter(({ pullRequest }) => pullRequest === pr.number)
          const bound = known.projects.filter(({ kind }) => ['set', 'devops', 'file'].includes(kind))
          // Where a project is bound by more than a claim, claims are not expected.
          const expected = bound.length > 0 ? bound : known.projects.filter(({ spoken }) => spoken)
          expect(judged.map(nameOf)).toEqual(expect.arrayContaining(expected.map(nameOf)))
          for (const { state, analysis } of judged) {
            const counted = results.find((one) => one.analysis.id === analysis?.id)
            expect(state).toBe('passed')
            expect([pr.number, null]).toContain(counted?.attribution.pullRequest)
            expect(counted?.analysis.order).toBeGreaterThan(pr.retiredOrder ?? 0)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('time alone only turns waiting into missing, at the instant that was said', () => {
    fc.assert(
      fc.property(anyFacts, (known) => {
        const { lookAgainAt } = decideCommit(known)
        const laterBy = (ms: number) => decideCommit({ ...known, now: (lookAgainAt ?? known.now + waitMs) + ms })

        expect(laterBy(-1)).toEqual(decideCommit(known))
        if (lookAgainAt !== null)
          expect(laterBy(0).verdict?.projects.some(({ state }) => state === 'missing')).toBe(true)
      }),
    )
  })
})
