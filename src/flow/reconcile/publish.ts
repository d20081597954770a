import type { CheckRunContent } from '../../core/decorations/check-run-content.ts'
import { renderCheckRun } from '../../core/decorations/render-check-run.ts'
import type { CommitVerdict } from '../../core/verdicts/verdict.ts'
import type { CommitRef, Fingerprint, GitHub, Links, Publication, Reader, Repository, Transact } from '../ports.ts'

export type PublishDeps = {
  readonly reader: Pick<Reader, 'publication'>
  readonly transact: Transact
  readonly gitHub: Pick<GitHub, 'newestCheckRun' | 'createCheckRun' | 'updateCheckRun'>
  readonly links: Links
  readonly fingerprint: Fingerprint
}

/** Brings the check run of a commit to what the verdict says, with the fewest writes: equal content writes nothing. */
export async function publish(
  deps: PublishDeps,
  repository: Repository,
  commit: CommitRef,
  verdict: CommitVerdict | null,
): Promise<void> {
  const published = await deps.reader.publication(commit)
  const content = contentOf(deps.links, repository, commit, verdict, published)
  if (content === null) return
  const fingerprint = deps.fingerprint(JSON.stringify(content))
  if (published?.content === fingerprint) return
  const run = { repository, commit, content, fingerprint, isNeeded: verdict !== null && needsRun(verdict) }
  if (published === null || published.checkRunId === null) return create(deps, run, published?.generation ?? 1)
  // GitHub shows the newest run of a name: a concluded run that waits again is followed by a new one.
  if (published.completed && content.conclusion === null) return create(deps, run, published.generation + 1)
  const isKept = await deps.gitHub.updateCheckRun(repository, published.checkRunId, content)
  if (!isKept) return create(deps, run, published.generation + 1)
  await save(deps, run, published.checkRunId, published.generation)
}

type Run = {
  readonly repository: Repository
  readonly commit: CommitRef
  readonly content: CheckRunContent
  readonly fingerprint: string
  /** Whether it is created where there is none. */
  readonly isNeeded: boolean
}

function needsRun({ ended, mode, checkRequired }: CommitVerdict): boolean {
  return !ended && (mode !== 'off' || checkRequired)
}

/** Null when nothing is to be shown: no verdict, or one that needs no run (mode `off`, an ended wait) and none is open. */
function contentOf(
  links: Links,
  repository: Repository,
  { sha }: CommitRef,
  verdict: CommitVerdict | null,
  published: Publication | null,
): CheckRunContent | null {
  if (verdict === null) return null
  const mayBeOpen = published !== null && !published.completed
  if (!needsRun(verdict) && !mayBeOpen) return null
  return renderCheckRun(verdict, { sha, pageUrl: links.commitPage(repository, sha), sonarQubeUrl: links.sonarQube })
}

/**
 * Creating is not idempotent on GitHub, so the run is looked for first, by what a crash or a lost answer may have left:
 * the newest of ours, if it is of this generation or a later one. That there may be one is kept before it is created, for
 * a verdict that needs none and comes in between must close it.
 */
async function create(deps: PublishDeps, run: Run, generation: number): Promise<void> {
  const { repository, commit, content, isNeeded } = run
  const newest = await deps.gitHub.newestCheckRun(repository, commit.sha)
  const found = newest === null ? null : { ...newest, generation: generationOf(newest.externalId) }
  const isOurs = found !== null && (isNeeded ? found.generation >= generation : !found.completed)
  if (isOurs && !(found.completed && content.conclusion === null)) {
    if (await deps.gitHub.updateCheckRun(repository, found.id, content)) {
      return save(deps, run, found.id, found.generation)
    }
  }
  if (!isNeeded) return
  const next = found === null ? generation : Math.max(generation, found.generation + 1)
  await deps.transact((facts) =>
    facts.savePublication(commit, { checkRunId: null, generation: next, content: null, completed: false }),
  )
  const id = await deps.gitHub.createCheckRun(repository, commit.sha, externalIdOf(commit, next), content)
  await save(deps, run, id, next)
}

function save(
  { transact }: PublishDeps,
  { commit, content, fingerprint }: Run,
  checkRunId: number,
  generation: number,
) {
  const publication = { checkRunId, generation, content: fingerprint, completed: content.conclusion !== null }
  return transact((facts) => facts.savePublication(commit, publication))
}

function externalIdOf({ repositoryId, sha }: CommitRef, generation: number): string {
  return `sluicegate:${repositoryId}:${sha}:${generation}`
}

function generationOf(externalId: string): number {
  const generation = Number(externalId.split(':').at(-1))
  return externalId.startsWith('sluicegate:') && Number.isSafeInteger(generation) ? generation : 0
}
