import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSavedCredentials, saveCredentials } from '../../../src/adapters/github/saved-credentials.ts'

const credentials = {
  APP_ID: '42',
  PRIVATE_KEY: Buffer.from('-----BEGIN RSA PRIVATE KEY-----\nabc+/=\n').toString('base64'),
  WEBHOOK_SECRET: 'f'.repeat(40),
  GITHUB_CLIENT_ID: 'Iv23liABC',
  GITHUB_CLIENT_SECRET: 'c'.repeat(40),
}

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluicegate-saved-'))
  path = join(folder, 'data', 'github-app.env')
})
afterEach(() => rmSync(folder, { recursive: true }))

it('finds nothing before anything was saved', () => {
  expect(readSavedCredentials(path)).toBeNull()
})

it('reads what was saved, from a file that only its owner can read', () => {
  saveCredentials(path, credentials)

  expect(readSavedCredentials(path)).toEqual(credentials)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('writes a file that docker run --env-file reads as well: no quotes, a line each', () => {
  saveCredentials(path, credentials)

  const lines = Object.entries(credentials).map(([name, value]) => `${name}=${value}\n`)
  expect(readFileSync(path, 'utf8')).toBe(lines.join(''))
})

it('never writes over an app that was saved', () => {
  saveCredentials(path, credentials)

  expect(() => saveCredentials(path, { ...credentials, APP_ID: '43' })).toThrow(
    expect.objectContaining({ code: 'already_saved' }),
  )
  expect(readSavedCredentials(path)?.APP_ID).toBe('42')
})

it.each(['two\nlines', 'with "quotes"', 'cut # off', ''])(
  'does not write the value %j, which would be read as another',
  (value) => {
    expect(() => saveCredentials(path, { ...credentials, WEBHOOK_SECRET: value })).toThrow()
    expect(readSavedCredentials(path)).toBeNull()
  },
)

it('says so when the file cannot be created', () => {
  writeFileSync(join(folder, 'data'), 'a file where the folder should be')

  expect(() => saveCredentials(path, credentials)).toThrow(expect.objectContaining({ code: 'cannot_save' }))
})

it('refuses a file that every user can read', () => {
  saveCredentials(path, credentials)
  chmodSync(path, 0o644)

  expect(() => readSavedCredentials(path)).toThrow(/chmod 600/)
})

it.each(['', 'APP_ID=42\n', 'nonsense'])('refuses a file that holds %j, naming it and no value', (text) => {
  saveCredentials(path, credentials)
  writeFileSync(path, text)

  expect(() => readSavedCredentials(path)).toThrow(`${path}: is not as set-up mode wrote it`)
})
