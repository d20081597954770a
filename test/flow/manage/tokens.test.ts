import { beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/adapters/store/open-database.ts'
import { tokenSecrets } from '../../../src/adapters/store/token-secrets.ts'
import { tokenStore } from '../../../src/adapters/store/token-store.ts'
import { checkToken } from '../../../src/flow/manage/check-token.ts'
import { createToken, type TokenWish } from '../../../src/flow/manage/create-token.ts'
import { listTokens } from '../../../src/flow/manage/list-tokens.ts'
import { revokeToken } from '../../../src/flow/manage/revoke-token.ts'

const start = Date.parse('2026-11-02T09:00:00Z')
const minute = 60_000
const day = 24 * 60 * minute
let now: number
let deps: Parameters<typeof createToken>[0] & Parameters<typeof checkToken>[0] & Parameters<typeof revokeToken>[0]

beforeEach(async () => {
  now = start
  const { db } = await openDatabase(':memory:')
  deps = { tokens: tokenStore(db), secrets: tokenSecrets, clock: { now: () => now } }
  return () => db.destroy()
})

const wish = (change: Partial<TokenWish> = {}): TokenWish => ({ name: 'ci', scopes: ['read'], days: null, ...change })

async function make(change: Partial<TokenWish> = {}): Promise<string> {
  const made = await createToken(deps, wish(change))
  if ('refused' in made) throw new Error(made.refused)
  return made.text
}

describe('A new token', () => {
  it('is slg_ and 32 random bytes, another each time', async () => {
    const texts = [await make({ name: 'a' }), await make({ name: 'b' })]

    for (const text of texts) expect(text).toMatch(/^slg_[0-9a-f]{64}$/)
    expect(texts[0]).not.toBe(texts[1])
  })

  it('is accepted with the scopes it was given, each once', async () => {
    const text = await make({ scopes: ['gates:admin', 'read', 'gates:admin'] })

    expect(await checkToken(deps, text)).toMatchObject({ name: 'ci', scopes: ['gates:admin', 'read'] })
  })

  it('is found nowhere in what is kept', async () => {
    const text = await make()

    expect(JSON.stringify(await deps.tokens.list())).not.toContain(text.slice(4))
    expect(await deps.tokens.findByHash(text)).toBeNull()
  })

  it.each([
    { name: '17', why: 'must not be a number' },
    { name: '', why: '1 to 100 letters' },
    { name: 'two words', why: '1 to 100 letters' },
    { name: 'ci\u202e', why: '1 to 100 letters' },
    { scopes: [], why: 'at least one' },
    { days: 0, why: 'whole days' },
    { days: 1.5, why: 'whole days' },
    { days: Number.NaN, why: 'whole days' },
    { days: 4000, why: 'whole days' },
  ])('is refused, and none is made, with $name $scopes $days: "$why"', async ({ why, ...change }) => {
    const made = await createToken(deps, wish(change))

    expect(made).toEqual({ refused: expect.stringContaining(why) })
    expect(await deps.tokens.list()).toEqual([])
  })

  it('takes no name that another live token has, but one of a token that ended', async () => {
    await make({ days: 1 })

    expect(await createToken(deps, wish())).toEqual({ refused: expect.stringContaining('called ci already') })
    now += day
    expect(await createToken(deps, wish())).toHaveProperty('text')
  })
})

describe('A token is refused', () => {
  it('when nobody made it', async () => {
    await make()

    expect(await checkToken(deps, `slg_${'0'.repeat(64)}`)).toBeNull()
    expect(await checkToken(deps, 'slg_')).toBeNull()
    expect(await checkToken(deps, '')).toBeNull()
  })

  it('from the instant at which it ends', async () => {
    const text = await make({ days: 30 })

    now = start + 30 * day - 1
    expect(await checkToken(deps, text)).not.toBeNull()
    now = start + 30 * day
    expect(await checkToken(deps, text)).toBeNull()
  })

  it.each(['1', 'ci'])('from the moment it is revoked, by number or name: %s', async (numberOrName) => {
    const text = await make()

    expect(await revokeToken(deps, numberOrName)).toMatchObject({ revoked: [{ id: 1, name: 'ci', revokedAt: start }] })
    expect(await checkToken(deps, text)).toBeNull()
  })
})

describe('Revoking', () => {
  it('a second time does nothing, and keeps the first instant', async () => {
    await make()
    await revokeToken(deps, 'ci')
    now += day

    expect(await revokeToken(deps, 'ci')).toEqual({ revoked: [] })
    expect(await listTokens(deps)).toMatchObject([{ revokedAt: start }])
  })

  it('leaves the other tokens alone', async () => {
    await make({ name: 'a' })
    const other = await make({ name: 'b' })
    await revokeToken(deps, 'a')

    expect(await checkToken(deps, other)).not.toBeNull()
  })

  it('of a token that there is not is refused with what to do', async () => {
    expect(await revokeToken(deps, 'nobody')).toEqual({ refused: expect.stringContaining('token list') })
  })
})

describe('The last use of a token', () => {
  const lastUse = async () => (await deps.tokens.list())[0]?.lastUsedAt

  it('is written at most once a minute', async () => {
    const text = await make()
    expect(await lastUse()).toBeNull()

    await checkToken(deps, text)
    now = start + minute - 1
    await checkToken(deps, text)
    expect(await lastUse()).toBe(start)
    now = start + minute
    await checkToken(deps, text)
    expect(await lastUse()).toBe(start + minute)
  })

  it('is not written for a token that is refused', async () => {
    const text = await make()
    await revokeToken(deps, 'ci')
    await checkToken(deps, text)

    expect(await lastUse()).toBeNull()
  })
})

it('The list says which tokens are live, expired and revoked', async () => {
  await make({ name: 'live' })
  await make({ name: 'expired', days: 1 })
  await make({ name: 'revoked' })
  await revokeToken(deps, 'revoked')
  now += day

  const states = (await listTokens(deps)).map(({ name, state }) => [name, state])

  expect(states).toEqual([
    ['live', 'live'],
    ['expired', 'expired'],
    ['revoked', 'revoked'],
  ])
})
