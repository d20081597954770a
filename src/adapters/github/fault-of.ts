import { RequestError } from '@octokit/request-error'
import { OutsideFault } from '../../flow/faults.ts'

/** A minute is what GitHub asks for where it limits without saying for how long. */
const silentLimitMs = 60_000

/** What a failed request to GitHub means for us. */
export function faultOf(cause: unknown, now: number): Error {
  if (!(cause instanceof RequestError)) {
    return cause instanceof Error
      ? new OutsideFault('unavailable', `GitHub could not be asked: ${cause.message}`, { cause })
      : new Error('GitHub could not be asked', { cause })
  }
  const where = `${cause.request.method} ${new URL(cause.request.url).pathname}`
  const until = limitedUntil(cause, now)
  if (until !== null)
    return new OutsideFault('limited', `GitHub limits us (${cause.status}) on ${where}.`, { until, cause })
  // 401 is an expired token or a clock that is off; both pass.
  const passing = cause.status >= 500 || cause.status === 401 || cause.status === 408
  return new OutsideFault(
    passing ? 'unavailable' : 'refused',
    `GitHub answered ${cause.status} to ${where}: ${cause.message}`,
    { cause },
  )
}

function limitedUntil({ status, response, message }: RequestError, now: number): number | null {
  if (status !== 403 && status !== 429) return null
  const headers = response?.headers ?? {}
  const retryAfter = Number(headers['retry-after'])
  if (headers['retry-after'] !== undefined && Number.isFinite(retryAfter)) return now + Math.max(1, retryAfter) * 1000
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']) * 1000
    return Number.isFinite(reset) ? Math.max(reset, now + 1000) : now + silentLimitMs
  }
  return status === 429 || /rate limit/i.test(message) ? now + silentLimitMs : null
}

/** Whether GitHub answered so to what was asked. To a token it answers for the installation, not for the thing. */
export function isStatus(fault: unknown, status: number): boolean {
  if (!(fault instanceof OutsideFault) || !(fault.cause instanceof RequestError)) return false
  return fault.cause.status === status && !fault.cause.request.url.endsWith('/access_tokens')
}
