import type { Analysis } from '../../core/analyses/analysis.ts'
import type { UnmatchedReason } from '../../core/analyses/attribution.ts'
import { type BindingKind, chooseRepository } from '../../core/analyses/choose-repository.ts'
import { parseCommitSha } from '../../core/analyses/commit-sha.ts'
import type { GitHub, Reader, Repository, Transact } from '../ports.ts'
import { withDefaultBranch } from './with-default-branch.ts'

export type FoundRepository =
  | { readonly repository: Repository; readonly kind: BindingKind; readonly isNew: boolean }
  | { readonly unmatched: UnmatchedReason }

type Deps = {
  readonly reader: Reader
  readonly transact: Transact
  readonly gitHub: Pick<GitHub, 'repository'>
  readonly learning: boolean
}

/** The repository of an analysis: the one that its project is bound to, else the one that it may claim. */
export async function findRepository(deps: Deps, analysis: Analysis): Promise<FoundRepository> {
  const { reader, learning } = deps
  const sha = parseCommitSha(analysis.revision)
  const bindings = await reader.bindings(analysis.connection, analysis.project.key)
  const holders = sha === null ? [] : await reader.holders(sha)
  const claimed = learning && bindings.length === 0 ? await claimedRepository(reader, analysis) : null
  const closed = await reader.closedToClaims(claimed === null ? holders : [...holders, claimed])
  const choice = chooseRepository({ bindings, holders, claimed, closed, learning })
  if ('unmatched' in choice) return choice
  const repository = await reader.repository(choice.repositoryId)
  if (repository === null) return { unmatched: 'repository_gone' }
  return { repository: await withDefaultBranch(deps, repository), kind: choice.kind, isNew: choice.isNew }
}

async function claimedRepository(reader: Reader, { properties }: Analysis): Promise<number | null> {
  const [owner, name, ...rest] = (properties['sonar.analysis.repository'] ?? '').split('/')
  if (!owner || !name || rest.length > 0) return null
  return (await reader.repositoryByName(owner, name))?.id ?? null
}
