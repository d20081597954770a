import type { ApiToken } from '../flow/manage/token-ports.ts'
import type { Links, Reader } from '../flow/ports.ts'

export type Readiness = { readonly ok: boolean; readonly checks: Readonly<Record<string, string>> }

/** What the HTTP side needs. Nothing of it writes, but for the last use of a token. */
export type WebDeps = {
  readonly reader: Pick<Reader, 'repositoryByName' | 'newestVerdict'>
  readonly links: Links
  /** Address of GitHub's pages, without a trailing slash. */
  readonly githubUrl: string
  /** Our own version, as the API's description gives it. */
  readonly version: string
  /** Null for a token that is not accepted, whatever the reason. */
  checkToken(text: string): Promise<Pick<ApiToken, 'scopes'> | null>
  /** Compares in constant time. */
  checkPageKey(owner: string, repo: string, sha: string, key: string): boolean
  /** Whether what we stand on answers: a word for each. */
  ready(): Promise<Readiness>
  /** Prometheus text. */
  metrics(): Promise<string>
  readonly log: { error(data: object, message: string): void }
}
