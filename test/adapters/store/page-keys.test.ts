import { createHmac, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { pageKeys } from '../../../src/adapters/store/page-keys.ts'

const secretKey = Buffer.alloc(32, 7)
const sha = '0123456789abcdef0123456789abcdef01234567'
const { keyOf, check } = pageKeys(secretKey)

it('opens the page that the key was made for', () => {
  const key = keyOf('acme', 'shop', sha)

  expect(key).toMatch(/^[\w-]{43}$/)
  expect(check('acme', 'shop', sha, key)).toBe(true)
})

it('does not care about the case of owner and repository, as GitHub does not', () => {
  expect(check('ACME', 'Shop', sha.toUpperCase(), keyOf('acme', 'shop', sha))).toBe(true)
})

it.each([
  ['another owner', 'other', 'shop', sha],
  ['another repository', 'acme', 'other', sha],
  ['another commit', 'acme', 'shop', sha.replace('0', '1')],
  ['the same letters cut elsewhere', 'acme/shop', '', sha],
])('opens nothing for %s', (_, owner, repo, commit) => {
  expect(check(owner, repo, commit, keyOf('acme', 'shop', sha))).toBe(false)
})

it('tells an owner with a slash from a repository with one', () => {
  expect(keyOf('a/b', 'c', sha)).not.toBe(keyOf('a', 'b/c', sha))
})

it.each(['', 'x', '\u{1F511}', `${keyOf('acme', 'shop', sha)}=`, keyOf('acme', 'shop', sha).slice(0, -1)])(
  'refuses the key %j',
  (key) => {
    expect(check('acme', 'shop', sha, key)).toBe(false)
  },
)

it('stays the same over restarts, and differs by installation', () => {
  expect(pageKeys(Buffer.alloc(32, 7)).keyOf('acme', 'shop', sha)).toBe(keyOf('acme', 'shop', sha))
  expect(pageKeys(randomBytes(32)).keyOf('acme', 'shop', sha)).not.toBe(keyOf('acme', 'shop', sha))
})

it('does not use the key that encrypts secrets itself', () => {
  const direct = createHmac('sha256', secretKey)
    .update(JSON.stringify(['acme', 'shop', sha]))
    .digest('base64url')

  expect(keyOf('acme', 'shop', sha)).not.toBe(direct)
})
