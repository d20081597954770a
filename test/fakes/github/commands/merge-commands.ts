import { emitRepositoryEvent, type Stage } from '../events.ts'
import { finishMerge, mergePullRequest } from '../merge-pull-request.ts'
import { type MergeState, unmetChecks } from '../merge-state.ts'
import { plainCommitJson } from '../shapes/commit-json.ts'
import {
  accountOf,
  type JsonObject,
  pullRequestOf,
  type QueueEntry,
  type Repository,
  repositoryNamed,
} from '../world.ts'
import { moveBranch } from './commit-commands.ts'
import { emitPullRequest, mergeCommit } from './pull-request-commands.ts'

export function mergeCommands(stage: Stage) {
  const { world } = stage

  function entryOf(name: string, number: number): { repository: Repository; entry: QueueEntry } {
    const repository = repositoryNamed(world, name)
    const entry = repository.queue.find((queued) => queued.number === number)
    if (!entry) throw new Error(`${name}#${number} is not in the merge queue`)
    return { repository, entry }
  }

  return {
    /** Somebody presses the merge button; throws what GitHub answers when it refuses. */
    merge(name: string, number: number, by = 'octocat'): string {
      const repository = repositoryNamed(world, name)
      return mergePullRequest(stage, repository, pullRequestOf(repository, number), {
        by: accountOf(world, by, 'User'),
      })
    },

    /** Into the merge queue: a group of its own, on top of the group before it. */
    enqueue(name: string, number: number): QueueEntry {
      const repository = repositoryNamed(world, name)
      const pull = pullRequestOf(repository, number)
      const base = pull.baseRef
      const last = repository.queue.findLast((queued) => queued.base === base)
      const baseSha = last?.headSha ?? repository.branches.get(base) ?? pull.baseSha
      const headSha = mergeCommit(world, repository, {
        base: baseSha,
        head: pull.headSha,
        author: pull.author,
        message: `Merge pull request #${number} from ${pull.headRef}\n\n${pull.title}`,
      })
      const branch = `gh-readonly-queue/${base}/pr-${number}-${baseSha}`
      const entry = { number, base, baseSha, headSha, headRef: `refs/heads/${branch}` }
      repository.queue.push(entry)
      emitPullRequest(stage, repository, pull, { action: 'enqueued' })
      moveBranch(stage, repository, { branch, sha: headSha })
      emitGroup(stage, repository, entry, 'checks_requested')
      return entry
    },

    mergeGroupState(name: string, number: number): MergeState {
      const { repository, entry } = entryOf(name, number)
      const reasons = unmetChecks(world, repository, entry.base, [entry.headSha])
      return { state: reasons.length > 0 ? 'blocked' : 'clean', reasons }
    },

    /** The queue merges a group whose required checks are met; anything else leaves it unmerged. */
    leaveQueue(name: string, number: number, reason: 'merged' | 'invalidated' | 'dequeued'): void {
      const { repository, entry } = entryOf(name, number)
      const unmet = unmetChecks(world, repository, entry.base, [entry.headSha])
      if (reason === 'merged' && unmet.length > 0) throw new Error(unmet.join(' '))
      const pull = pullRequestOf(repository, number)
      repository.queue = repository.queue.filter((queued) => queued !== entry)
      repository.branches.delete(entry.headRef.replace('refs/heads/', ''))
      emitGroup(stage, repository, entry, 'destroyed', { reason })
      const dequeued = { merged: 'MERGE', invalidated: 'CI_FAILURE', dequeued: 'MANUAL' }[reason]
      emitPullRequest(stage, repository, pull, { action: 'dequeued', fields: { reason: dequeued } })
      if (reason === 'merged') finishMerge(stage, repository, pull, { sha: entry.headSha, by: pull.author })
    },
  }
}

function emitGroup(
  stage: Stage,
  repository: Repository,
  entry: QueueEntry,
  action: 'checks_requested' | 'destroyed',
  fields: JsonObject = {},
): void {
  const commit = repository.commits.get(entry.headSha)
  emitRepositoryEvent(stage, repository, {
    event: 'merge_group',
    action,
    permissions: ['merge_queues'],
    sender: accountOf(stage.world, 'github-merge-queue[bot]', 'Bot'),
    fields: {
      ...fields,
      merge_group: {
        head_sha: entry.headSha,
        head_ref: entry.headRef,
        base_sha: entry.baseSha,
        base_ref: `refs/heads/${entry.base}`,
        head_commit: commit ? plainCommitJson(commit) : null,
      },
    },
  })
}
