import type { Repository } from '../../flow/ports.ts'

/** Addresses on GitHub that concern a repository. */
export type GitHubPages = {
  readonly repository: string
  commit(sha: string): string
  pullRequest(number: number): string
}

export function gitHubPages(githubUrl: string, { owner, name }: Pick<Repository, 'owner' | 'name'>): GitHubPages {
  const repository = `${githubUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`
  return {
    repository,
    commit: (sha) => `${repository}/commit/${sha}`,
    pullRequest: (number) => `${repository}/pull/${number}`,
  }
}
