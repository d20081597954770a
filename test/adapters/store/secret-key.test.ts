import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadSecretKey } from '../../../src/adapters/store/secret-key.ts'

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluicegate-key-'))
  database = join(folder, 'data', 'sluicegate.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('takes the configured key, and writes no file', () => {
  const key = Buffer.alloc(32, 9)

  expect(loadSecretKey(key.toString('base64'), database)).toEqual(key)
  expect(readdirSync(folder)).toEqual([])
})

it('makes a key beside the database once, for its owner only', () => {
  const first = loadSecretKey(null, database)

  expect(first).toHaveLength(32)
  expect(loadSecretKey(null, database)).toEqual(first)
  expect(statSync(`${database}.key`).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'data'))).toEqual(['sluicegate.db.key'])
})

it('can be moved into the environment as it stands in the file', () => {
  const key = loadSecretKey(null, database)

  expect(loadSecretKey(readFileSync(`${database}.key`, 'utf8').trim(), ':memory:')).toEqual(key)
})

it('gives processes that start at the same time the same key', async () => {
  const module = new URL('../../../src/adapters/store/secret-key.ts', import.meta.url).href
  const script = `import { loadSecretKey } from ${JSON.stringify(module)}
    console.log(loadSecretKey(null, ${JSON.stringify(database)}).toString('base64'))`
  const start = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', script])

  const runs = await Promise.all(Array.from({ length: 6 }, start))

  expect(new Set(runs.map(({ stdout }) => stdout))).toEqual(new Set([readFileSync(`${database}.key`, 'utf8')]))
})

it('gives a database in memory a key of its own each time', () => {
  expect(loadSecretKey(null, ':memory:')).toHaveLength(32)
  expect(loadSecretKey(null, ':memory:')).not.toEqual(loadSecretKey(null, ':memory:'))
})

it.each(['', 'short', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64'), 'x'.repeat(44)])(
  'refuses a key file that holds %j',
  (text) => {
    loadSecretKey(null, database)
    writeFileSync(`${database}.key`, text)

    expect(() => loadSecretKey(null, database)).toThrow(/does not hold a key of 32 bytes/)
    expect(readFileSync(`${database}.key`, 'utf8')).toBe(text)
  },
)

it('refuses a key file that every user can read', () => {
  loadSecretKey(null, database)
  chmodSync(`${database}.key`, 0o604)

  expect(() => loadSecretKey(null, database)).toThrow(/every user of this machine.*chmod 600/)
})

it('accepts the group rights that Kubernetes gives to files of a volume', () => {
  const key = loadSecretKey(null, database)
  chmodSync(`${database}.key`, 0o660)

  expect(loadSecretKey(null, database)).toEqual(key)
})

it('names the file and the way out when it cannot be made', () => {
  writeFileSync(join(folder, 'data'), 'a file where the folder should be')

  expect(() => loadSecretKey(null, database)).toThrow(/key file .*SLUICEGATE_SECRET_KEY/)
})
