import { emitRepositoryEvent, type Stage } from '../events.ts'
import { type MergeState, mergeStateOf } from '../merge-state.ts'
import { fullPullRequestJson } from '../shapes/pull-request-json.ts'
import {
  type Account,
  accountOf,
  type JsonObject,
  type PullRequest,
  pullRequestOf,
  type Repository,
  randomSha,
  repositoryNamed,
  type World,
} from '../world.ts'
import { newRepository } from './repository-commands.ts'

export type NewPullRequest = {
  /** The branch it comes from; for a fork, its branch there. */
  readonly head: string
  readonly base?: string
  readonly title?: string
  readonly body?: string
  readonly author?: string
  readonly draft?: boolean
  /** Where a recorded number is wanted: those before it stay unused. */
  readonly number?: number
  readonly fork?: { readonly owner: string; readonly sha: string }
}

export function pullRequestCommands(stage: Stage) {
  const { world } = stage

  function find(name: string, number: number) {
    const repository = repositoryNamed(world, name)
    return { repository, pull: pullRequestOf(repository, number) }
  }

  return {
    openPullRequest(name: string, wanted: NewPullRequest): number {
      const repository = repositoryNamed(world, name)
      const baseRef = wanted.base ?? repository.defaultBranch
      const baseSha = repository.branches.get(baseRef)
      const source = wanted.fork ? forkOf(stage, repository, wanted.head, wanted.fork) : repository
      const headSha = source.branches.get(wanted.head)
      if (!baseSha || !headSha) throw new Error(`${name} has no branch ${baseSha ? wanted.head : baseRef}`)
      const now = world.now()
      const number = wanted.number ?? repository.nextNumber
      repository.nextNumber = Math.max(repository.nextNumber, number + 1)
      const pull: PullRequest = {
        id: world.nextId(),
        number,
        author: accountOf(world, wanted.author ?? wanted.fork?.owner ?? 'octocat', 'User'),
        headRepositoryId: source.id,
        headRef: wanted.head,
        headSha,
        baseRef,
        baseSha,
        title: wanted.title ?? `Merge ${wanted.head}`,
        body: wanted.body ?? null,
        draft: wanted.draft ?? false,
        state: 'open',
        mergeCommitSha: null,
        mergedAt: null,
        mergedBy: null,
        closedAt: null,
        createdAt: now,
        updatedAt: now,
      }
      repository.pulls.set(number, pull)
      testMerge(world, repository, pull)
      emitPullRequest(stage, repository, pull, { action: 'opened' })
      return number
    },

    /** A push to the branch of a pull request's fork: only the pull request hears of it. */
    pushToFork(name: string, number: number, sha: string): void {
      const { repository, pull } = find(name, number)
      const fork = world.repositories.get(pull.headRepositoryId)
      if (!fork || fork === repository) throw new Error(`${name}#${number} does not come from a fork`)
      fork.branches.set(pull.headRef, sha)
      synchronize(stage, repository, pull, sha)
    },

    closePullRequest(name: string, number: number): void {
      const { repository, pull } = find(name, number)
      Object.assign(pull, { state: 'closed', closedAt: world.now() })
      emitPullRequest(stage, repository, pull, { action: 'closed' })
    },

    reopenPullRequest(name: string, number: number): void {
      const { repository, pull } = find(name, number)
      Object.assign(pull, { state: 'open', closedAt: null })
      testMerge(world, repository, pull)
      emitPullRequest(stage, repository, pull, { action: 'reopened' })
    },

    editBase(name: string, number: number, base: string): void {
      const { repository, pull } = find(name, number)
      const from = { ref: pull.baseRef, sha: pull.baseSha }
      const sha = repository.branches.get(base)
      if (!sha) throw new Error(`${name} has no branch ${base}`)
      Object.assign(pull, { baseRef: base, baseSha: sha })
      testMerge(world, repository, pull)
      const changes = { base: { ref: { from: from.ref }, sha: { from: from.sha } } }
      emitPullRequest(stage, repository, pull, { action: 'edited', fields: { changes } })
    },

    editTitle(name: string, number: number, title: string): void {
      const { repository, pull } = find(name, number)
      const changes = { title: { from: pull.title } }
      pull.title = title
      emitPullRequest(stage, repository, pull, { action: 'edited', fields: { changes } })
    },

    readyForReview(name: string, number: number): void {
      const { repository, pull } = find(name, number)
      pull.draft = false
      emitPullRequest(stage, repository, pull, { action: 'ready_for_review' })
    },

    convertToDraft(name: string, number: number): void {
      const { repository, pull } = find(name, number)
      pull.draft = true
      emitPullRequest(stage, repository, pull, { action: 'converted_to_draft' })
    },

    mergeState(name: string, number: number): MergeState {
      const { repository, pull } = find(name, number)
      return mergeStateOf(world, repository, pull)
    },

    /** The test merge commit (`refs/pull/N/merge`): parents are base and head. */
    mergeCommitOf(name: string, number: number): string {
      const sha = find(name, number).pull.mergeCommitSha
      if (!sha) throw new Error(`${name}#${number} has no merge commit`)
      return sha
    },
  }
}

export function emitPullRequest(
  stage: Stage,
  repository: Repository,
  pull: PullRequest,
  { action, fields, sender }: { readonly action: string; readonly fields?: JsonObject; readonly sender?: Account },
): void {
  pull.updatedAt = stage.world.now()
  emitRepositoryEvent(stage, repository, {
    event: 'pull_request',
    action,
    permissions: ['pull_requests'],
    sender: sender ?? pull.author,
    fields: { number: pull.number, pull_request: fullPullRequestJson(stage.world, repository, pull), ...fields },
  })
}

/** Pull requests from the branch get its commit; those into it a new test merge. */
export function followBranch(
  stage: Stage,
  repository: Repository,
  { branch, sha }: { readonly branch: string; readonly sha: string },
): void {
  for (const pull of repository.pulls.values()) {
    if (pull.state !== 'open') continue
    const isFromHere = pull.headRepositoryId === repository.id && pull.headRef === branch
    if (isFromHere && pull.headSha !== sha) synchronize(stage, repository, pull, sha)
    else if (pull.baseRef === branch) testMerge(stage.world, repository, pull)
  }
}

function synchronize(stage: Stage, repository: Repository, pull: PullRequest, sha: string): void {
  const before = pull.headSha
  pull.headSha = sha
  pull.baseSha = repository.branches.get(pull.baseRef) ?? pull.baseSha
  testMerge(stage.world, repository, pull)
  emitPullRequest(stage, repository, pull, { action: 'synchronize', fields: { before, after: sha } })
}

function testMerge(world: World, repository: Repository, pull: PullRequest): void {
  const base = repository.branches.get(pull.baseRef) ?? pull.baseSha
  pull.mergeCommitSha = mergeCommit(world, repository, { base, head: pull.headSha, author: pull.author })
}

export function mergeCommit(
  world: World,
  repository: Repository,
  { base, head, author, message }: { base: string; head: string; author: Account; message?: string },
): string {
  const sha = randomSha()
  const ofBase = repository.commits.get(base)?.files ?? new Map<string, string>()
  const ofHead = repository.commits.get(head)?.files ?? new Map<string, string>()
  const files = new Map([...ofBase, ...ofHead])
  const text = message ?? `Merge ${head} into ${base}`
  repository.commits.set(sha, { sha, parents: [base, head], message: text, author, at: world.now(), files })
  return sha
}

function forkOf(stage: Stage, parent: Repository, branch: string, fork: { owner: string; sha: string }): Repository {
  if (!parent.commits.has(fork.sha)) throw new Error(`No commit ${fork.sha}: add it with addCommit first`)
  const owner = accountOf(stage.world, fork.owner, 'User')
  const known = [...stage.world.repositories.values()].find(
    (repository) => repository.forkOf === parent.id && repository.owner === owner,
  )
  const found = known ?? newRepository(stage, { owner: fork.owner, name: parent.name }, parent)
  found.branches.set(branch, fork.sha)
  return found
}
