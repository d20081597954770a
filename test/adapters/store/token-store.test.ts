import { beforeEach, expect, it } from 'vitest'
import { openDatabase, type Store } from '../../../src/adapters/store/open-database.ts'
import { tokenSecrets } from '../../../src/adapters/store/token-secrets.ts'
import { tokenStore } from '../../../src/adapters/store/token-store.ts'

let store: Store
beforeEach(async () => {
  store = await openDatabase(':memory:')
  return () => store[Symbol.asyncDispose]()
})

const token = { name: 'ci', hash: 'aa', scopes: ['read', 'gates:admin'], createdAt: 5, expiresAt: null } as const

it('gives back a token as it was added, by its hash and in the list', async () => {
  const tokens = tokenStore(store.db)
  const id = await tokens.add(token)

  const kept = { ...token, id, revokedAt: null, lastUsedAt: null, hash: undefined }
  expect(await tokens.findByHash('aa')).toEqual(kept)
  expect(await tokens.list()).toEqual([kept])
  expect(await tokens.findByHash('AA')).toBeNull()
})

it('refuses a second token with the same hash', async () => {
  const tokens = tokenStore(store.db)
  await tokens.add(token)

  await expect(tokens.add({ ...token, name: 'other' })).rejects.toThrow('UNIQUE')
})

it('keeps when a token was used and revoked, each for that token alone', async () => {
  const tokens = tokenStore(store.db)
  const first = await tokens.add(token)
  const second = await tokens.add({ ...token, hash: 'bb' })
  await tokens.used(first, 7)
  await tokens.revoke(second, 9)

  expect(await tokens.list()).toMatchObject([
    { id: first, lastUsedAt: 7, revokedAt: null },
    { id: second, lastUsedAt: null, revokedAt: 9 },
  ])
})

it('drops a scope that this version does not know', async () => {
  const tokens = tokenStore(store.db)
  await tokens.add(token)
  await store.db.updateTable('api_token').set({ scopes: '["read","everything"]' }).execute()

  expect((await tokens.findByHash('aa'))?.scopes).toEqual(['read'])
})

it('hashes with SHA-256 and draws 32 bytes', () => {
  expect(tokenSecrets.hash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(tokenSecrets.random()).toMatch(/^[0-9a-f]{64}$/)
})
