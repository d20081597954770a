import type { Repository } from '../../flow/ports.ts'

type GitHubRepository = {
  readonly id: number
  readonly name: string
  readonly owner: { readonly login: string }
  readonly default_branch?: string | undefined
}

export function readRepository(repository: GitHubRepository, installationId: number): Repository {
  const { id, name, owner, default_branch: defaultBranch } = repository
  return { id, owner: owner.login, name, installationId, defaultBranch: defaultBranch ?? null }
}
