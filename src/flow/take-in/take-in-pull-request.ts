import type { Facts } from '../facts.ts'
import { installationLane } from '../lanes.ts'
import type { KnownPullRequest, PullRequestState, Repository } from '../ports.ts'

export type PullRequestChange = {
  readonly repository: Repository
  readonly pullRequest: PullRequestState
  readonly baseChanged: boolean
  readonly reopened: boolean
  /** Whether it is GitHub's answer of this moment, and no event that may be late. */
  readonly asked: boolean
}

/**
 * Keeps a pull request as GitHub says it is. Events may be late and out of order: an older state adds its head to those
 * that the pull request had, and changes nothing else.
 */
export async function takeInPullRequest(
  facts: Facts,
  { repository, pullRequest, baseChanged, reopened, asked }: PullRequestChange,
  { order, receivedAt }: { readonly order: number; readonly receivedAt: number },
): Promise<void> {
  const { number, head } = pullRequest
  const known = await facts.findPullRequest(repository.id, number)
  await facts.addHead(repository.id, number, head, receivedAt)
  const isOlder = known !== null && pullRequest.updatedAt < known.updatedAt
  // GitHub's answers may lag behind its events; what they tell then is known.
  if (isOlder && asked) return
  const lane = installationLane(repository)
  const markCommit = (sha: string) => facts.mark({ kind: 'commit', repositoryId: repository.id, sha }, lane, receivedAt)
  if (known?.head !== head) {
    for (const id of await facts.unsettledFor({ repositoryId: repository.id, sha: head })) {
      await facts.mark({ kind: 'analysis', id }, lane, receivedAt)
    }
  }
  await markCommit(head)

  if (isOlder) return
  // GitHub's time has a precision of one second: of two states within one, only GitHub knows which came last.
  if (!asked && known !== null && pullRequest.updatedAt === known.updatedAt && !isSameState(known, pullRequest)) {
    await facts.mark({ kind: 'repository', id: repository.id }, lane, receivedAt)
  }

  const rebased = baseChanged || (known !== null && known.baseBranch !== pullRequest.baseBranch)
  const retiredOrder = rebased ? order : (known?.retiredOrder ?? null)
  const since = startsWait(known, pullRequest, rebased || reopened) ? receivedAt : (known?.waitingSince ?? receivedAt)
  await facts.savePullRequest(repository.id, pullRequest, { since, retiredOrder })
  if (known !== null && known.head !== head) await markCommit(known.head)
}

/** Equal in all that a verdict depends on. */
function isSameState(a: PullRequestState, b: PullRequestState): boolean {
  return a.head === b.head && a.open === b.open && a.baseBranch === b.baseBranch
}

function startsWait(known: KnownPullRequest | null, now: PullRequestState, anew: boolean): boolean {
  return known === null || anew || known.head !== now.head || (now.open && !known.open)
}
