import { readSavedCredentials } from '../adapters/github/saved-credentials.ts'
import { type Config, readConfig } from '../config.ts'
import type { Environment } from './program.ts'

/** The configuration as the server has it. */
export function configOf(env: Environment): Config {
  return readConfig(env, { isTTY: process.stdout.isTTY, readSaved: readSavedCredentials })
}
