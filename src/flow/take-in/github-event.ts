import type { PullRequestState, Repository } from '../ports.ts'

/** What GitHub tells us, in our words. */
export type GitHubEvent =
  | {
      readonly kind: 'pull_request'
      readonly repository: Repository
      readonly pullRequest: PullRequestState
      readonly baseChanged: boolean
      readonly reopened: boolean
    }
  | {
      readonly kind: 'push'
      readonly repository: Repository
      readonly branch: string
      readonly commits: readonly string[]
      /** Whether it may have changed `.github/sluicegate.yml`. */
      readonly touchesFile: boolean
    }
  | { readonly kind: 'recheck'; readonly repository: Repository; readonly sha: string }
  | { readonly kind: 'merge_group'; readonly repository: Repository; readonly sha: string; readonly branch: string }
  | {
      readonly kind: 'installation'
      readonly installationId: number
      readonly account: string
      readonly state: 'active' | 'suspended' | 'gone'
    }
  | { readonly kind: 'repositories_added'; readonly repositories: readonly Repository[] }
  | {
      readonly kind: 'repositories_removed'
      readonly ids: readonly number[]
      /** Null where the repository itself is gone. */
      readonly installationId: number | null
    }
  /** What a branch requires may have changed. */
  | { readonly kind: 'protection_changed'; readonly repository: Repository }
  | { readonly kind: 'repository_changed'; readonly repository: Repository }

/** An event with its delivery. `body` is the payload as it came. */
export type GitHubDelivery = {
  readonly id: string
  readonly name: string
  readonly body: string
  readonly event: GitHubEvent
}
