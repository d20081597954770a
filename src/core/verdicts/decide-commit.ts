import type { CommitFacts, HeadOf } from './commit-facts.ts'
import { judgeBranches, judgeFormerHead } from './judge-branch.ts'
import { judgePullRequest } from './judge-pull-request.ts'
import { isMergeGroupBranch } from './merge-group.ts'
import { orderFacts } from './order-facts.ts'
import { type CommitVerdict, type ProjectVerdict, states } from './verdict.ts'

export type Decision = {
  /** Null when nothing is owed: no project is expected, and none has spoken. */
  readonly verdict: CommitVerdict | null
  /** When time alone changes the verdict: the earliest deadline of what is waited for. */
  readonly lookAgainAt: number | null
}

/**
 * The verdict of a commit: for every open pull request whose head it is, else for the branches it is on, else for the
 * pull requests whose head it was (which wait no longer).
 */
export function decideCommit(found: CommitFacts): Decision {
  const facts = orderFacts(found)
  const open = facts.pullRequests.filter((pr) => pr.open && pr.isHead)
  const projects = open.length > 0 ? open.flatMap((pr) => judgePullRequest(pr, facts)) : judgeWithoutPullRequest(facts)
  if (projects.length === 0 && !open.some((pr) => pr.checkRequired)) return { verdict: null, lookAgainAt: null }
  const deadlines = projects.flatMap(({ state, deadline }) =>
    state === 'waiting' && deadline !== null ? [deadline] : [],
  )
  return {
    verdict: fold(projects, open, facts),
    lookAgainAt: deadlines.length > 0 ? Math.min(...deadlines) : null,
  }
}

function judgeWithoutPullRequest(facts: CommitFacts): readonly ProjectVerdict[] {
  const onBranches = judgeBranches(facts)
  return onBranches.length > 0 ? onBranches : judgeFormerHead(facts)
}

function fold(projects: readonly ProjectVerdict[], open: readonly HeadOf[], facts: CommitFacts): CommitVerdict {
  const worst = worstOf(projects)
  return {
    // A required check without any project must not stay absent: it would hang the merge for ever.
    state: worst?.state ?? 'not_computed',
    ended: false,
    pullRequest: worst === undefined ? (open[0]?.number ?? null) : worst.pullRequest,
    // Also the head that a pull request had: it may be re-opened, or pushed back to it, before we hear of it.
    blocksMerge: facts.pullRequests.length > 0 || projects.some(({ branch }) => isMergeGroupBranch(branch)),
    mode: facts.file.mode,
    checkRequired: open.some((pr) => pr.checkRequired),
    projects,
    fileFaults: facts.fileFaults,
    unusedKeys: facts.file.unusedKeys,
  }
}

function worstOf(projects: readonly ProjectVerdict[]): ProjectVerdict | undefined {
  return projects.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state))[0]
}

/** What becomes of the newest verdict of a commit that is owed none any more: a wait ends, anything else stands. */
export function endWait(newest: CommitVerdict | null): CommitVerdict | null {
  return newest?.state === 'waiting' ? { ...newest, ended: true } : null
}
