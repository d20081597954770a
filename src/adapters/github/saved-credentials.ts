import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'

const Line = z.string().regex(/^[^\s"'`#]+$/)

/** The app that set-up mode created, by the names of the environment; the private key is a PEM in base64. */
export const SavedCredentials = z
  .strictObject({
    APP_ID: Line,
    PRIVATE_KEY: Line,
    WEBHOOK_SECRET: Line,
    GITHUB_CLIENT_ID: Line,
    GITHUB_CLIENT_SECRET: Line,
  })
  .readonly()
export type SavedCredentials = z.infer<typeof SavedCredentials>

export class SavedCredentialsError extends Error {
  override name = 'SavedCredentialsError'
  readonly code: 'already_saved' | 'cannot_save' | 'bad_saved_credentials'

  constructor(code: SavedCredentialsError['code'], message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** Writes the file once, for its owner only. Never over another: that one may hold an app that is in use. */
export function saveCredentials(path: string, credentials: SavedCredentials): void {
  const lines = Object.entries(SavedCredentials.parse(credentials)).map(([name, value]) => `${name}=${value}\n`)
  const file = openNew(path)
  try {
    writeFileSync(file, lines.join(''), { flush: true })
  } catch (cause) {
    // Half a file would stop the next start.
    rmSync(path, { force: true })
    throw new SavedCredentialsError('cannot_save', `could not write ${path}`, cause)
  } finally {
    closeSync(file)
  }
}

function openNew(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true })
  } catch (cause) {
    throw new SavedCredentialsError('cannot_save', `could not make the folder of ${path}`, cause)
  }
  try {
    return openSync(path, 'wx', 0o600)
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) throw new SavedCredentialsError('already_saved', `${path} holds an app already`, cause)
    throw new SavedCredentialsError('cannot_save', `could not create ${path}`, cause)
  }
}

/** Null when set-up mode has saved nothing. */
export function readSavedCredentials(path: string): SavedCredentials | null {
  const text = readIfThere(path)
  if (text === null) return null
  if (process.platform !== 'win32' && (statSync(path).mode & 0o007) !== 0) {
    throw wrong(`${path}: can be read by every user of this machine. Run \`chmod 600 ${path}\``)
  }
  const parsed = SavedCredentials.safeParse(parseEnv(text))
  if (parsed.success) return parsed.data
  throw wrong(
    `${path}: is not as set-up mode wrote it. Restore it, or remove it and set APP_ID and the others yourself`,
  )
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if (isCode(cause, 'ENOENT') || isCode(cause, 'ENOTDIR')) return null
    throw wrong(`${path}: cannot be read. Let this user read it`, cause)
  }
}

function wrong(message: string, cause?: unknown): SavedCredentialsError {
  return new SavedCredentialsError('bad_saved_credentials', message, cause)
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
