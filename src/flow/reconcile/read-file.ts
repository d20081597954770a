import { defaultRepositoryFile } from '../../core/verdicts/repository-file.ts'
import { installationLane } from '../lanes.ts'
import type { Clock, FileRecord, GitHub, ParseRepositoryFile, Reader, Repository, Transact } from '../ports.ts'
import { done, type RunOutcome } from './outcome.ts'

/** Where a repository says how it is judged, on its default branch. */
export const repositoryFilePath = '.github/sluicegate.yml'

export type ReadFileDeps = {
  readonly reader: Reader
  readonly transact: Transact
  readonly gitHub: Pick<GitHub, 'file'>
  readonly parseFile: ParseRepositoryFile
  readonly clock: Clock
}

/** Reads the repository's file anew, and marks the open pull requests as due if it changed. */
export async function readFile(deps: ReadFileDeps, repositoryId: number): Promise<RunOutcome> {
  const repository = await deps.reader.repository(repositoryId)
  if (repository !== null) await freshFile(deps, repository)
  return done
}

/** What the repository's file says; read from GitHub only when it was never read, or is stale. */
export async function currentFile(deps: ReadFileDeps, repository: Repository): Promise<FileRecord> {
  const known = await deps.reader.file(repository.id)
  return known !== null && !known.stale ? known : freshFile(deps, repository)
}

async function freshFile(deps: ReadFileDeps, repository: Repository): Promise<FileRecord> {
  const { reader, transact, gitHub, parseFile, clock } = deps
  const before = await reader.file(repository.id)
  const startedAt = clock.now()
  const text = await gitHub.file(repository, repositoryFilePath)
  const parsed = text === null ? { file: defaultRepositoryFile, faults: [] } : parseFile(text)
  // A file with a fault does not change how the repository is judged: the last valid one stands.
  const file = parsed.file ?? before?.file ?? defaultRepositoryFile
  const now = clock.now()
  const isSaved = await transact(async (facts) => {
    const lane = installationLane(repository)
    const moved = await facts.saveFile(repository.id, file, parsed.faults, startedAt)
    if (moved === null) return false
    for (const id of moved) {
      await facts.mark({ kind: 'analysis', id }, lane, now)
    }
    const isChanged = JSON.stringify([before?.file, before?.faults]) !== JSON.stringify([file, parsed.faults])
    if (before === null || !isChanged) return true
    for (const { head } of await facts.openPullRequests(repository.id)) {
      await facts.mark({ kind: 'commit', repositoryId: repository.id, sha: head }, lane, now)
    }
    return true
  })
  // A reading that began later has ended already: what it found stands.
  const newer = isSaved ? null : await reader.file(repository.id)
  return newer ?? { file, faults: parsed.faults, stale: false }
}
