import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Binding,
  type BindingFacts,
  bindingKinds,
  chooseRepository,
} from '../../../src/core/analyses/choose-repository.ts'

function facts(fields: Partial<BindingFacts> = {}): BindingFacts {
  return { bindings: [], holders: [], claimed: null, closed: new Set(), learning: true, ...fields }
}

const bound = (kind: Binding['kind'], repositoryId: number): Binding => ({ kind, repositoryId })

describe('3: the strongest binding names the repository', () => {
  it('in the order: set, DevOps, file, property, learned', () => {
    const weakestFirst = bindingKinds.toReversed().map((kind, at) => bound(kind, at + 1))

    const chosen = weakestFirst.map((_, count) =>
      chooseRepository(facts({ bindings: weakestFirst.slice(0, count + 1) })),
    )

    expect(chosen).toEqual([
      { repositoryId: 1, kind: 'learned', isNew: false },
      { repositoryId: 2, kind: 'property', isNew: false },
      { repositoryId: 3, kind: 'file', isNew: false },
      { repositoryId: 4, kind: 'devops', isNew: false },
      { repositoryId: 5, kind: 'set', isNew: false },
    ])
  })

  it('and neither the revision nor a claim moves the project, not even a learned one', () => {
    for (const kind of bindingKinds) {
      const chosen = chooseRepository(facts({ bindings: [bound(kind, 1)], holders: [2], claimed: 3 }))

      expect(chosen).toEqual({ repositoryId: 1, kind, isNew: false })
    }
  })

  it('and the repository that it is bound to need not hold the revision', () => {
    expect(chooseRepository(facts({ bindings: [bound('file', 1)] }))).toMatchObject({ repositoryId: 1 })
  })

  it('and a weaker binding never decides between two stronger ones', () => {
    const bindings = [bound('file', 1), bound('file', 2), bound('learned', 1)]

    expect(chooseRepository(facts({ bindings }))).toEqual({ unmatched: 'several_repositories' })
  })
})

describe('3: of two files that claim a project', () => {
  const bindings = [bound('file', 1), bound('file', 2)]

  it('the repository that alone holds the revision has it', () => {
    expect(chooseRepository(facts({ bindings, holders: [2] }))).toEqual({ repositoryId: 2, kind: 'file', isNew: false })
    expect(chooseRepository(facts({ bindings, holders: [9, 1] }))).toMatchObject({ repositoryId: 1 })
  })

  it.each([{ holders: [] }, { holders: [1, 2] }, { holders: [9] }])(
    'nobody has it when $holders hold it',
    ({ holders }) => {
      expect(chooseRepository(facts({ bindings, holders }))).toEqual({ unmatched: 'several_repositories' })
    },
  )
})

describe('3: the claims of whoever may run an analysis', () => {
  it.each<[string, Partial<BindingFacts>, ReturnType<typeof chooseRepository>]>([
    ['the property binds', { claimed: 3 }, { repositoryId: 3, kind: 'property', isNew: true }],
    [
      'the property goes before the revision',
      { claimed: 3, holders: [2] },
      { repositoryId: 3, kind: 'property', isNew: true },
    ],
    [
      'the only repository that holds the revision is learned',
      { holders: [2] },
      { repositoryId: 2, kind: 'learned', isNew: true },
    ],
    ['none of several that hold the revision is learned', { holders: [2, 3] }, { unmatched: 'several_hold_revision' }],
    [
      'none of several is learned although the other is closed',
      { holders: [2, 3], closed: new Set([3]) },
      { unmatched: 'several_hold_revision' },
    ],
    ['nothing is learned of a revision that nobody holds', {}, { unmatched: 'no_binding' }],
    [
      'the property never joins a repository with a stronger binding',
      { claimed: 3, closed: new Set([3]) },
      { unmatched: 'no_binding' },
    ],
    [
      'a refused property does not fall back to the revision',
      { claimed: 3, holders: [2], closed: new Set([3]) },
      { unmatched: 'no_binding' },
    ],
    [
      'learning never joins a repository with a stronger binding',
      { holders: [2], closed: new Set([2]) },
      { unmatched: 'no_binding' },
    ],
    ['with learning off the property binds nothing', { claimed: 3, learning: false }, { unmatched: 'no_binding' }],
    ['with learning off nothing is learned', { holders: [2], learning: false }, { unmatched: 'no_binding' }],
  ])('%s', (_, fields, is) => {
    expect(chooseRepository(facts(fields))).toEqual(is)
  })

  it('bindings count with learning off too', () => {
    expect(chooseRepository(facts({ bindings: [bound('file', 1)], learning: false }))).toMatchObject({
      repositoryId: 1,
    })
  })
})

it('The order of bindings and holders changes nothing, and a bound project is never claimed', () => {
  const id = fc.integer({ min: 1, max: 4 })
  const any = fc.record({
    bindings: fc.array(fc.record({ kind: fc.constantFrom(...bindingKinds), repositoryId: id }), { maxLength: 5 }),
    holders: fc.uniqueArray(id),
    claimed: fc.option(id, { nil: null }),
    closed: fc.uniqueArray(id).map((ids) => new Set(ids)),
    learning: fc.boolean(),
  })
  fc.assert(
    fc.property(any, (known) => {
      const reversed = { ...known, bindings: known.bindings.toReversed(), holders: known.holders.toReversed() }

      const choice = chooseRepository(known)

      expect(chooseRepository(reversed)).toEqual(choice)
      if (!('unmatched' in choice) && choice.isNew) {
        expect(known).toMatchObject({ bindings: [], learning: true })
        expect(known.closed).not.toContain(choice.repositoryId)
      }
    }),
  )
})
