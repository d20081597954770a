import type { Repository, VerdictRecord } from '../flow/ports.ts'
import type { CommitAddress } from './commit-address.ts'
import type { WebDeps } from './web-deps.ts'

/** A verdict with the names that GitHub knows its commit by. */
export type FoundVerdict = VerdictRecord & {
  readonly repository: Pick<Repository, 'owner' | 'name'>
  readonly sha: string
}

/** The verdict of a commit as it is now; null when nothing is known. */
export async function findCommitVerdict(
  { reader }: Pick<WebDeps, 'reader'>,
  { owner, repo, sha }: CommitAddress,
): Promise<FoundVerdict | null> {
  const repository = await reader.repositoryByName(owner, repo)
  if (repository === null) return null
  const newest = await reader.newestVerdict({ repositoryId: repository.id, sha })
  return newest === null ? null : { ...newest, repository, sha }
}
