import type { Repository } from '../../flow/ports.ts'
import { repositoryFilePath } from '../../flow/reconcile/read-file.ts'
import type { GitHubEvent } from '../../flow/take-in/github-event.ts'

type Commit = {
  readonly id: string
  readonly added?: readonly string[] | undefined
  readonly modified?: readonly string[] | undefined
  readonly removed?: readonly string[] | undefined
}
type Push = {
  readonly ref: string
  readonly after: string
  readonly deleted: boolean
  readonly forced: boolean
  readonly commits: readonly Commit[]
}

/** GitHub leaves commits out of the payload of a large push. */
const manyCommits = 2000

/** Null for what is no push to a branch: tags, and branches that were deleted. */
export function readPush({ ref, after, deleted, forced, commits }: Push, repository: Repository): GitHubEvent | null {
  if (deleted || !ref.startsWith('refs/heads/')) return null
  const touched = commits.some(({ added = [], modified = [], removed = [] }) =>
    [...added, ...modified, ...removed].includes(repositoryFilePath),
  )
  return {
    kind: 'push',
    repository,
    branch: ref.slice('refs/heads/'.length),
    commits: [...new Set([after, ...commits.map(({ id }) => id)])].map((sha) => sha.toLowerCase()),
    touchesFile: touched || forced || commits.length === 0 || commits.length >= manyCommits,
  }
}
