import type { Commit, Repository } from './world.ts'

export type FileChange = {
  readonly path: string
  readonly status: 'added' | 'modified' | 'removed'
  readonly before: string
  readonly after: string
}

export type Comparison = {
  readonly status: 'ahead' | 'behind' | 'identical' | 'diverged'
  readonly mergeBase: Commit
  /** On the head and not on the base, oldest first. */
  readonly ahead: readonly Commit[]
  readonly behindBy: number
  readonly files: readonly FileChange[]
}

type Commits = ReadonlyMap<string, Commit>

export function reachable(commits: Commits, from: string): Map<string, Commit> {
  const seen = new Map<string, Commit>()
  const queue = [from]
  for (let sha = queue.shift(); sha !== undefined; sha = queue.shift()) {
    const commit = commits.get(sha)
    if (!commit || seen.has(sha)) continue
    seen.set(sha, commit)
    queue.push(...commit.parents)
  }
  return seen
}

/** Without a common ancestor there is nothing to compare: GitHub answers 404. */
export function compare(commits: Commits, base: string, head: string): Comparison | undefined {
  const ofBase = reachable(commits, base)
  const ofHead = reachable(commits, head)
  const mergeBase = [...ofHead.values()].find(({ sha }) => ofBase.has(sha))
  const tip = commits.get(head)
  if (!mergeBase || !tip) return undefined
  const ahead = oldestFirst([...ofHead.values()].filter(({ sha }) => !ofBase.has(sha)))
  const behindBy = [...ofBase.keys()].filter((sha) => !ofHead.has(sha)).length
  const status = statusOf(ahead.length, behindBy)
  return { status, mergeBase, ahead, behindBy, files: changes(mergeBase.files, tip.files) }
}

export function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return paths.flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)]
    if (old === now) return []
    const status = old === undefined ? 'added' : now === undefined ? 'removed' : 'modified'
    return [{ path, status, before: old ?? '', after: now ?? '' }]
  })
}

/** A branch, a full or short sha, `heads/x`, `refs/heads/x`, `refs/pull/1/head` or `refs/pull/1/merge`. */
export function resolveRef(repository: Repository, ref: string): Commit | undefined {
  const name = ref.replace(/^refs\//, '')
  const pull = /^pull\/(\d+)\/(head|merge)$/.exec(name)
  if (pull) {
    const found = repository.pulls.get(Number(pull[1]))
    const sha = pull[2] === 'head' ? found?.headSha : found?.mergeCommitSha
    return sha ? repository.commits.get(sha) : undefined
  }
  const branch = repository.branches.get(name.replace(/^heads\//, ''))
  const exact = repository.commits.get(branch ?? ref)
  if (exact) return exact
  if (!/^[0-9a-f]{7,39}$/.test(ref)) return undefined
  const matching = [...repository.commits.values()].filter(({ sha }) => sha.startsWith(ref))
  return matching.length === 1 ? matching[0] : undefined
}

function statusOf(aheadBy: number, behindBy: number): Comparison['status'] {
  if (aheadBy > 0) return behindBy > 0 ? 'diverged' : 'ahead'
  return behindBy > 0 ? 'behind' : 'identical'
}

function oldestFirst(commits: readonly Commit[]): Commit[] {
  const left = new Map(commits.map((commit) => [commit.sha, commit]))
  const sorted: Commit[] = []
  const visit = (commit: Commit) => {
    if (!left.delete(commit.sha)) return
    for (const parent of commit.parents) {
      const inside = left.get(parent)
      if (inside) visit(inside)
    }
    sorted.push(commit)
  }
  for (const commit of commits) visit(commit)
  return sorted
}
