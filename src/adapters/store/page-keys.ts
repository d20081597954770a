import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export type PageKeys = {
  /** The key in the address of a commit's page: whoever sees the check run on GitHub has it. */
  keyOf(owner: string, repo: string, sha: string): string
  check(owner: string, repo: string, sha: string, key: string): boolean
}

export function pageKeys(secretKey: Uint8Array): PageKeys {
  const pageKey = Buffer.from(hkdfSync('sha256', secretKey, '', 'sluicegate page keys v1', 32))
  const keyOf = (...address: readonly [owner: string, repo: string, sha: string]) =>
    createHmac('sha256', pageKey).update(canonical(address)).digest('base64url')
  return {
    keyOf,
    check: (owner, repo, sha, key) => isEqual(keyOf(owner, repo, sha), key),
  }
}

/** GitHub's names ignore case. As JSON, since a decoded address can hold any separator. */
function canonical(address: readonly string[]): string {
  return JSON.stringify(address.map((part) => part.toLowerCase()))
}

function isEqual(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}
