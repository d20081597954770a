import type { PageKeys } from '../adapters/store/page-keys.ts'
import type { Config } from '../config.ts'
import type { Links } from '../flow/ports.ts'

/** Addresses that people are led to: only configured hosts, and our own pages with their key. */
export function linksOf(config: Config, keys: Pick<PageKeys, 'keyOf'>): Links & { readonly gitHub: string } {
  return {
    gitHub: gitHubPages(config.githubApiUrl),
    sonarQube: (name) => config.connections.find((connection) => connection.name === name)?.url ?? null,
    commitPage: ({ owner, name }, sha) =>
      `${config.publicUrl}/${owner}/${name}/commit/${sha}?key=${keys.keyOf(owner, name, sha)}`,
  }
}

/** The pages that belong to an API: github.com's, or those of the GitHub Enterprise Server whose API it is. */
function gitHubPages(apiUrl: string): string {
  if (apiUrl === 'https://api.github.com') return 'https://github.com'
  return apiUrl.replace(/\/api\/v3$/, '')
}
