/** Whether the text is a full git object name (SHA-1 or SHA-256) in hexadecimal. An abbreviation names no commit for sure. */
export function isCommitSha(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)
}

/** Git writes object names in lower case; scanners pass what they were given. Null where the text is no full name. */
export function parseCommitSha(text: string | null | undefined): string | null {
  return isCommitSha(text) ? text.toLowerCase() : null
}
