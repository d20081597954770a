import { randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

export class SecretKeyError extends Error {
  override name = 'SecretKeyError'
  readonly code = 'bad_secret_key'
}

const size = 32

/**
 * The key that protects stored secrets and page addresses: the configured one (32 bytes in base64), else the one in the
 * file `<database>.key`, which is made on the first start. A database in memory gets one that ends with it.
 */
export function loadSecretKey(configured: string | null, databasePath: string): Buffer {
  if (configured !== null) return decode(configured) ?? fail('SLUICEGATE_SECRET_KEY must be exactly 32 bytes in base64')
  if (databasePath === ':memory:') return randomBytes(size)
  const path = `${databasePath}.key`
  return readKey(path) ?? createKey(path)
}

function readKey(path: string): Buffer | null {
  const text = readIfThere(path)
  if (text === null) return null
  refuseIfOpenToOthers(path)
  return decode(text) ?? fail(`${path} does not hold a key of 32 bytes in base64. Restore it from a backup`)
}

/** Whoever links the name first has made the key: a reader sees a whole file or none, and a second process the first's. */
function createKey(path: string): Buffer {
  const draft = `${path}.${randomUUID()}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, `${randomBytes(size).toString('base64')}\n`, { flag: 'wx', mode: 0o600, flush: true })
    linkUnlessThere(draft, path)
    flushDirectory(dirname(path))
  } catch (cause) {
    throw new SecretKeyError(
      `could not create the key file ${path}. Make its folder writable, or set SLUICEGATE_SECRET_KEY`,
      {
        cause,
      },
    )
  } finally {
    rmSync(draft, { force: true })
  }
  return readKey(path) ?? fail(`${path} was removed while it was being created. Start again`)
}

function linkUnlessThere(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
}

/** Without it a power cut could take the name of the key, and leave the secrets that it encrypted. */
function flushDirectory(path: string): void {
  const directory = openSync(path, 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}

/** The group is left alone: Kubernetes gives it to every file of a volume with an `fsGroup`. */
function refuseIfOpenToOthers(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o007) === 0) return
  fail(`${path} can be read by every user of this machine. Run \`chmod 600 ${path}\`, or set SLUICEGATE_SECRET_KEY`)
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return null
    throw new SecretKeyError(
      `could not read the key file ${path}. Let this user read it, or set SLUICEGATE_SECRET_KEY`,
      { cause },
    )
  }
}

function decode(text: string): Buffer | null {
  const key = Buffer.from(text.trim(), 'base64')
  return /^[A-Za-z0-9+/]{43}=?$/.test(text.trim()) && key.length === size ? key : null
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function fail(message: string): never {
  throw new SecretKeyError(message)
}
