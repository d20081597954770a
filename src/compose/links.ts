import { webAddress } from '../adapters/github/web-address.ts'
import type { PageKeys } from '../adapters/store/page-keys.ts'
import type { Config } from '../config.ts'
import type { Links } from '../flow/ports.ts'

/** Addresses that people are led to: only configured hosts, and our own pages with their key. */
export function linksOf(config: Config, keys: Pick<PageKeys, 'keyOf'>): Links & { readonly gitHub: string } {
  return {
    gitHub: webAddress(config.githubApiUrl),
    sonarQube: (name) => config.connections.find((connection) => connection.name === name)?.url ?? null,
    commitPage: ({ owner, name }, sha) =>
      `${config.publicUrl}/${owner}/${name}/commit/${sha}?key=${keys.keyOf(owner, name, sha)}`,
  }
}
