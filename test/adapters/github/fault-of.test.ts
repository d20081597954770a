import { RequestError } from '@octokit/request-error'
import { describe, expect, it } from 'vitest'
import { faultOf, isStatus } from '../../../src/adapters/github/fault-of.ts'
import { OutsideFault } from '../../../src/flow/faults.ts'

const now = 1_800_000_000_000
const url = 'https://api.github.com/repos/acme/web/check-runs'

function answered(status: number, headers: Record<string, string> = {}, message = 'No', at = url): RequestError {
  const request = { method: 'POST' as const, url: at, headers: { authorization: 'token ghs_secret' } }
  return new RequestError(message, status, { request, response: { status, url: at, headers, data: {} } })
}

const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'

describe('a limit', () => {
  it.each([
    ['as long as GitHub asks for', answered(403, { 'retry-after': '7' }, secondary), 7000],
    ['as long as GitHub asks for, as 429 too', answered(429, { 'retry-after': '7' }), 7000],
    ['a second at least', answered(429, { 'retry-after': '0' }), 1000],
    [
      'until the budget of the hour is new',
      answered(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 90) }),
      90_000,
    ],
    [
      'a second when that was just now',
      answered(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 - 5) }),
      1000,
    ],
    ['a minute when GitHub does not say for how long', answered(403, {}, secondary), 60_000],
    ['a minute for a 429 without a word', answered(429), 60_000],
    ['a minute when the reset cannot be read', answered(403, { 'x-ratelimit-remaining': '0' }), 60_000],
    ['a minute when retry-after is no number', answered(429, { 'retry-after': 'soon' }), 60_000],
  ])('is waited out %s', (_, cause, ms) => {
    expect(faultOf(cause, now)).toMatchObject({ code: 'limited', until: now + ms })
  })
})

it.each([
  [403, 'refused'],
  [404, 'refused'],
  [410, 'refused'],
  [422, 'refused'],
  [451, 'refused'],
  [401, 'unavailable'],
  [408, 'unavailable'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
] as const)('a %i without a limit is %s', (status, code) => {
  expect(faultOf(answered(status, { 'x-ratelimit-remaining': '4999' }), now)).toMatchObject({ code, until: null })
})

it('what never reached GitHub is tried again', () => {
  const cause = new DOMException('The operation was aborted due to timeout', 'TimeoutError')

  expect(faultOf(cause, now)).toMatchObject({ code: 'unavailable', cause })
})

it('says what was asked, and nothing that is secret or long', () => {
  const { message } = faultOf(answered(422, {}, 'No commit found for SHA', `${url}?access=ghs_secret`), now)

  expect(message).toBe('GitHub answered 422 to POST /repos/acme/web/check-runs: No commit found for SHA')
})

it('tells by the status that GitHub answered, not by our own words', () => {
  expect(isStatus(faultOf(answered(404), now), 404)).toBe(true)
  expect(isStatus(faultOf(answered(404), now), 422)).toBe(false)
  expect(isStatus(new OutsideFault('refused', 'GitHub answered 404'), 404)).toBe(false)
  expect(isStatus(answered(404), 404)).toBe(false)
})

it('does not take a token that is refused for a thing that is not there', () => {
  const tokens = 'https://api.github.com/app/installations/7/access_tokens'

  expect(isStatus(faultOf(answered(404, {}, 'Not Found', tokens), now), 404)).toBe(false)
})
