import type { UnmatchedReason } from './attribution.ts'

/** How a project came to belong to a repository, strongest first. The last two are claims of whoever may run an analysis. */
export const bindingKinds = ['set', 'devops', 'file', 'property', 'learned'] as const
export type BindingKind = (typeof bindingKinds)[number]

export type Binding = { readonly kind: BindingKind; readonly repositoryId: number }

/** What is known when a repository is looked for. */
export type BindingFacts = {
  /** Every binding of the project. */
  readonly bindings: readonly Binding[]
  /** Repositories in which GitHub told us of the analysed revision. */
  readonly holders: readonly number[]
  /** The repository that `sonar.analysis.repository` names, where the app is installed on it. */
  readonly claimed: number | null
  /** Repositories that have a project bound by something stronger than a claim: they accept no claims. */
  readonly closed: ReadonlySet<number>
  readonly learning: boolean
}

export type RepositoryChoice =
  | { readonly repositoryId: number; readonly kind: BindingKind; readonly isNew: boolean }
  | { readonly unmatched: UnmatchedReason }

/** The repository of an analysis, by the strongest kind of binding that there is; claims only where nothing is bound. */
export function chooseRepository(facts: BindingFacts): RepositoryChoice {
  for (const kind of bindingKinds) {
    const bound = facts.bindings.filter(
      (binding) => binding.kind === kind && !(isClaim(kind) && facts.closed.has(binding.repositoryId)),
    )
    if (bound.length > 0) return oneOf(kind, bound, facts.holders)
  }
  // A claim never moves a project that is bound, also where its own claim has had to give way.
  return facts.learning && facts.bindings.length === 0 ? claim(facts) : { unmatched: 'no_binding' }
}

function isClaim(kind: BindingKind): boolean {
  return kind === 'property' || kind === 'learned'
}

/** Of several repositories that a project is bound to, the one that alone holds the revision. */
function oneOf(kind: BindingKind, bound: readonly Binding[], holders: readonly number[]): RepositoryChoice {
  const holding = bound.length === 1 ? bound : bound.filter(({ repositoryId }) => holders.includes(repositoryId))
  const [only, another] = holding
  if (only === undefined || another !== undefined) return { unmatched: 'several_repositories' }
  return { repositoryId: only.repositoryId, kind, isNew: false }
}

function claim({ claimed, holders, closed }: BindingFacts): RepositoryChoice {
  if (claimed !== null) {
    return closed.has(claimed) ? { unmatched: 'no_binding' } : { repositoryId: claimed, kind: 'property', isNew: true }
  }
  const [holder, another] = holders
  if (another !== undefined) return { unmatched: 'several_hold_revision' }
  if (holder === undefined || closed.has(holder)) return { unmatched: 'no_binding' }
  return { repositoryId: holder, kind: 'learned', isNew: true }
}
