import type { Analysis } from '../../core/analyses/analysis.ts'
import { namedCommit } from '../../core/analyses/attribute-analysis.ts'
import type { UnmatchedReason } from '../../core/analyses/attribution.ts'
import { type BindingKind, chooseRepository, type RepositoryChoice } from '../../core/analyses/choose-repository.ts'
import { parseCommitSha } from '../../core/analyses/commit-sha.ts'
import type { GitHub, Reader, Repository } from '../ports.ts'
import { currentFile, type ReadFileDeps } from './read-file.ts'
import { withDefaultBranch } from './with-default-branch.ts'

export type FoundRepository =
  | { readonly repository: Repository; readonly kind: BindingKind; readonly isNew: boolean }
  | { readonly unmatched: UnmatchedReason }

type Deps = ReadFileDeps & {
  readonly gitHub: Pick<GitHub, 'repository'>
  readonly learning: boolean
}

/** The repository of an analysis: the one that its project is bound to, else the one that it may claim. */
export async function findRepository(deps: Deps, analysis: Analysis): Promise<FoundRepository> {
  const choice = await choose(deps, analysis)
  if ('unmatched' in choice) return choice
  const known = await deps.reader.repository(choice.repositoryId)
  if (known === null) return { unmatched: 'repository_gone' }
  const repository = await withDefaultBranch(deps, known)
  if (!choice.isNew) return { repository, kind: choice.kind, isNew: false }
  // A claim is nothing beside what the repository's file says, so that must be known first.
  await currentFile(deps, repository)
  const again = await choose(deps, analysis)
  if ('unmatched' in again) return again
  return again.repositoryId === repository.id
    ? { repository, kind: again.kind, isNew: again.isNew }
    : { unmatched: 'several_repositories' }
}

async function choose({ reader, learning }: Deps, analysis: Analysis): Promise<RepositoryChoice> {
  const bindings = await reader.bindings(analysis.connection, analysis.project.key)
  const shas = [parseCommitSha(analysis.revision), parseCommitSha(namedCommit(analysis))].filter((sha) => sha !== null)
  const holders = new Set<number>()
  for (const sha of shas) for (const holder of await reader.holders(sha)) holders.add(holder)
  const claimed = learning && bindings.length === 0 ? await claimedRepository(reader, analysis) : null
  const concerned = [...holders, ...bindings.map(({ repositoryId }) => repositoryId)]
  const closed = await reader.closedToClaims(claimed === null ? concerned : [...concerned, claimed])
  return chooseRepository({ bindings, holders: [...holders], claimed, closed, learning })
}

async function claimedRepository(reader: Reader, { properties }: Analysis): Promise<number | null> {
  const [owner, name, ...rest] = (properties['sonar.analysis.repository'] ?? '').split('/')
  if (!owner || !name || rest.length > 0) return null
  return (await reader.repositoryByName(owner, name))?.id ?? null
}
