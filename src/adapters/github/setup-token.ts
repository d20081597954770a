import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export type SetupToken = {
  /** What the person who started the server types or clicks. */
  readonly text: string
  /** What goes to GitHub and comes back: shows that the answer belongs to this set-up, and does not give the token away. */
  readonly state: string
  isToken(given: string | undefined): boolean
  isState(given: string | undefined): boolean
}

/** A new one with each start. */
export function newSetupToken(): SetupToken {
  const text = randomBytes(32).toString('base64url')
  const state = digest(text, 'the state of a manifest')
  return { text, state, isToken: (given) => isEqual(text, given), isState: (given) => isEqual(state, given) }
}

/** The address that is printed at the start, to the terminal and not to the log: the log hides the token. */
export function setupAddress(publicUrl: string, token: SetupToken): string {
  return `${publicUrl}/setup?token=${token.text}`
}

/** Of digests, so that neither the content nor the length of the expected text shows in the time it takes. */
function isEqual(expected: string, given: string | undefined): boolean {
  if (given === undefined) return false
  return timingSafeEqual(Buffer.from(digest('', expected)), Buffer.from(digest('', given)))
}

function digest(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}
