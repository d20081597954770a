import { requestSuites } from '../check-suites.ts'
import { changes, reachable } from '../commit-graph.ts'
import { emitRepositoryEvent, type Stage } from '../events.ts'
import { gitUser, plainCommitJson } from '../shapes/commit-json.ts'
import { repositoryPage } from '../shapes/repository-json.ts'
import {
  type Account,
  accountOf,
  type Commit,
  iso,
  type JsonObject,
  type Repository,
  randomSha,
  repositoryNamed,
} from '../world.ts'
import { followBranch } from './pull-request-commands.ts'

export type NewCommit = {
  /** A random one unless given, so that the revisions of recorded analyses can be used. */
  readonly sha?: string
  /** The head of the default branch unless given. */
  readonly parents?: readonly string[]
  readonly message?: string
  readonly author?: string
  /** Written over the first parent's files; null removes. */
  readonly files?: Readonly<Record<string, string | null>>
}

const nobody = '0'.repeat(40)

export function commitCommands(stage: Stage) {
  const { world } = stage
  return {
    addCommit(name: string, commit: NewCommit = {}): string {
      const repository = repositoryNamed(world, name)
      const tip = repository.branches.get(repository.defaultBranch)
      const parents = commit.parents ?? (tip ? [tip] : [])
      for (const parent of parents) {
        if (!repository.commits.has(parent)) throw new Error(`${name} has no commit ${parent}`)
      }
      const sha = commit.sha ?? randomSha()
      const author = accountOf(world, commit.author ?? 'octocat', 'User')
      const files = overlaid(repository.commits.get(parents[0] ?? '')?.files, commit.files ?? {})
      const message = commit.message ?? `Change ${Object.keys(commit.files ?? {}).join(', ') || 'nothing'}`
      repository.commits.set(sha, { sha, parents, message, author, at: world.now(), files })
      return sha
    },

    headOf(name: string, branch?: string): string {
      const repository = repositoryNamed(world, name)
      const sha = repository.branches.get(branch ?? repository.defaultBranch)
      if (!sha) throw new Error(`${name} has no branch ${branch}`)
      return sha
    },

    push(name: string, branch: string, sha: string): void {
      const repository = repositoryNamed(world, name)
      if (!repository.commits.has(sha)) throw new Error(`${name} has no commit ${sha}`)
      moveBranch(stage, repository, { branch, sha })
    },

    deleteBranch(name: string, branch: string): void {
      const repository = repositoryNamed(world, name)
      const before = repository.branches.get(branch)
      if (!before) throw new Error(`${name} has no branch ${branch}`)
      repository.branches.delete(branch)
      emitPush(stage, repository, { branch, before, after: nobody })
    },
  }
}

/** Moves or creates a branch, and tells of everything that follows from it. */
export function moveBranch(
  stage: Stage,
  repository: Repository,
  { branch, sha, by }: { readonly branch: string; readonly sha: string; readonly by?: Account },
): void {
  const before = repository.branches.get(branch) ?? nobody
  repository.branches.set(branch, sha)
  repository.updatedAt = stage.world.now()
  emitPush(stage, repository, { branch, before, after: sha, ...(by && { by }) })
  requestSuites(stage, repository, { sha, branch, before })
  followBranch(stage, repository, { branch, sha })
}

function emitPush(
  stage: Stage,
  repository: Repository,
  { branch, before, after, by }: { branch: string; before: string; after: string; by?: Account },
): void {
  const { world } = stage
  const sender = by ?? accountOf(world, 'octocat', 'User')
  const known = new Set(reachable(repository.commits, before).keys())
  const base = before === nobody ? repository.branches.get(repository.defaultBranch) : undefined
  if (base && base !== after) for (const sha of reachable(repository.commits, base).keys()) known.add(sha)
  const reached = reachable(repository.commits, after)
  const fresh = [...reached.values()].filter(({ sha }) => !known.has(sha)).reverse()
  const head = repository.commits.get(after)
  const page = repositoryPage(world, repository)
  emitRepositoryEvent(stage, repository, {
    event: 'push',
    permissions: ['contents'],
    sender,
    fields: {
      ref: `refs/heads/${branch}`,
      before,
      after,
      base_ref: null,
      created: before === nobody,
      deleted: after === nobody,
      forced: before !== nobody && after !== nobody && !reached.has(before),
      compare: `${page}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      // GitHub lists at most 2048 commits.
      commits: fresh.slice(-2048).map((commit) => pushedCommit(page, repository, commit)),
      head_commit: head ? pushedCommit(page, repository, head) : null,
      pusher: { name: sender.login, email: gitUser(sender).email },
    },
  })
}

function pushedCommit(page: string, repository: Repository, commit: Commit): JsonObject {
  const files = changes(repository.commits.get(commit.parents[0] ?? '')?.files ?? new Map(), commit.files)
  const paths = (status: string) => files.filter((file) => file.status === status).map(({ path }) => path)
  const by = { ...gitUser(commit.author), username: commit.author.login }
  return {
    ...plainCommitJson(commit),
    timestamp: iso(commit.at),
    author: by,
    committer: by,
    distinct: true,
    url: `${page}/commit/${commit.sha}`,
    added: paths('added'),
    modified: paths('modified'),
    removed: paths('removed'),
  }
}

function overlaid(
  inherited: ReadonlyMap<string, string> = new Map(),
  written: Readonly<Record<string, string | null>>,
): ReadonlyMap<string, string> {
  const entries = Object.entries(written)
  if (entries.length === 0) return inherited
  const files = new Map(inherited)
  for (const [path, text] of entries) {
    if (text === null) files.delete(path)
    else files.set(path, text)
  }
  return files
}
