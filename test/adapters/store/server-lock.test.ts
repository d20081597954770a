import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { lockServer } from '../../../src/adapters/store/server-lock.ts'

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluicegate-'))
  database = join(folder, 'data', 'sluicegate.db')
  return () => rmSync(folder, { recursive: true })
})

const module = new URL('../../../src/adapters/store/server-lock.ts', import.meta.url).href

/** Another process that holds the lock, or says why it could not have it. */
async function otherProcess() {
  const script = `import { lockServer } from ${JSON.stringify(module)}
    try {
      lockServer(${JSON.stringify(database)})
      console.log('locked')
      setInterval(() => {}, 1000)
    } catch (error) {
      console.log(error.message)
    }`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script])
  const [said] = await once(child.stdout, 'data')
  return {
    said: String(said).trim(),
    kill: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

it('refuses a second server with a sentence that names the way out', async () => {
  using _ = lockServer(database)

  const second = await otherProcess()

  expect(second.said).toBe(
    `Another Sluicegate server runs on the database ${database}. Stop it first, or give this one a DATABASE_URL of its own.`,
  )
})

it('ends with the process that holds it, however that ends', async () => {
  const first = await otherProcess()
  expect(first.said).toBe('locked')
  expect(() => lockServer(database)).toThrow(/Another Sluicegate server/)

  await first.kill()

  lockServer(database)[Symbol.dispose]()
})

it('can be taken again after it was given back', () => {
  lockServer(database)[Symbol.dispose]()
  lockServer(database)[Symbol.dispose]()
})

it('locks nothing for a database in memory', () => {
  using _first = lockServer(':memory:')
  using _second = lockServer(':memory:')
})

it.each([
  ['its folder is a file', () => writeFileSync(join(folder, 'data'), '')],
  ['it is a folder', () => mkdirSync(`${database}.lock`, { recursive: true })],
  [
    'it is something else',
    () => {
      mkdirSync(join(folder, 'data'))
      writeFileSync(`${database}.lock`, 'x'.repeat(5000))
    },
  ],
])('names the file when it cannot be locked because %s', (_, arrange) => {
  arrange()

  expect(() => lockServer(database)).toThrow(`The file ${database}.lock could not be locked.`)
})
