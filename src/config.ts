import { dirname, join } from 'node:path'
import { combinationFaults } from './config/combinations.ts'
import { ConfigError } from './config/config-error.ts'
import { inMemory } from './config/database.ts'
import { Environment } from './config/environment.ts'

export type GitHubAppConfig = { readonly appId: number; readonly privateKey: string; readonly webhookSecret: string }

export type SignInConfig = { readonly clientId: string; readonly clientSecret: string }

export type ConnectionConfig = {
  readonly name: 'default'
  readonly url: string
  readonly token: string | null
  readonly organization: string | null
  readonly webhookSecret: string
}

/** What the environment asks for, checked. Addresses have no trailing slash. */
export type Config = {
  /** Null: no app is known yet, and the start is in set-up mode. */
  readonly github: GitHubAppConfig | null
  readonly signIn: SignInConfig | null
  readonly githubApiUrl: string
  readonly publicUrl: string
  /** `path` is `:memory:` for a database that ends with the process. */
  readonly database: { readonly kind: 'sqlite'; readonly path: string }
  /** Where set-up mode saves the app that it created; null for a database in memory. */
  readonly savedAppPath: string | null
  /** 32 bytes in base64; null: kept in a file beside the database. */
  readonly secretKey: string | null
  readonly connections: readonly ConnectionConfig[]
  readonly waitMinutes: number
  readonly learnBindings: boolean
  readonly allowPrivateAddresses: boolean
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly logLevel: Environment['LOG_LEVEL']
  readonly logFormat: 'json' | 'pretty'
}

type Variables = Readonly<Record<string, string | undefined>>

export type Surroundings = {
  /** Standard output is a terminal. */
  readonly isTTY?: boolean
  /** What set-up mode saved in this file; null when there is none. Throws an error whose message says what to do. */
  readonly readSaved?: (path: string) => Variables | null
}

/** Throws a `ConfigError` with every fault. An empty value counts as absent. */
export function readConfig(env: Variables, surroundings: Surroundings = {}): Config {
  const faults: string[] = []
  const given = withSaved(present(env), surroundings, faults)
  const parsed = Environment.safeParse(given)
  for (const { path, message } of parsed.error?.issues ?? []) faults.push(`${path.join('.')}: ${message}`)
  faults.push(...combinationFaults(given))
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)
  return deepFreeze(configFrom(parsed.data, surroundings))
}

function present(env: Variables): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) => (value ? [[name, value] as const] : []))
  return Object.fromEntries(entries)
}

/** The saved app counts as a whole, and only where the environment names no part of one: two apps are never mixed. */
function withSaved(
  given: Record<string, string>,
  { readSaved }: Surroundings,
  faults: string[],
): Record<string, string> {
  const path = savedAppPath(Environment.shape.DATABASE_URL.safeParse(given.DATABASE_URL).data)
  if (readSaved === undefined || path === null || namesAny(given, appVariables)) return given
  try {
    const saved = Object.entries(present(readSaved(path) ?? {}))
    const signsInElsewhere = namesAny(given, signInVariables)
    const wanted = saved.filter(([name]) => !(signsInElsewhere && signInVariables.includes(name)))
    return { ...Object.fromEntries(wanted), ...given }
  } catch (error) {
    faults.push(error instanceof Error ? error.message : `${path}: cannot be read`)
    return given
  }
}

const appVariables: readonly string[] = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET']
const signInVariables: readonly string[] = ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET']

function namesAny(given: Variables, names: readonly string[]): boolean {
  return names.some((name) => given[name])
}

function savedAppPath(database: { readonly path: string } | undefined): string | null {
  return database === undefined || database.path === inMemory ? null : join(dirname(database.path), 'github-app.env')
}

function configFrom(env: Environment, { isTTY = false }: Surroundings): Config {
  return {
    github: githubFrom(env),
    signIn: signInFrom(env),
    githubApiUrl: env.GITHUB_API_URL,
    publicUrl: env.SLUICEGATE_URL ?? `http://localhost:${env.PORT}`,
    database: env.DATABASE_URL,
    savedAppPath: savedAppPath(env.DATABASE_URL),
    secretKey: env.SLUICEGATE_SECRET_KEY ?? null,
    connections: connectionsFrom(env),
    waitMinutes: env.SLUICEGATE_WAIT_MINUTES,
    learnBindings: env.SLUICEGATE_LEARN_BINDINGS,
    allowPrivateAddresses: env.SLUICEGATE_ALLOW_PRIVATE_ADDRESSES,
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT ?? (isTTY ? 'pretty' : 'json'),
  }
}

function githubFrom(env: Environment): GitHubAppConfig | null {
  const { APP_ID: appId, WEBHOOK_SECRET: webhookSecret } = env
  const privateKey = env.PRIVATE_KEY ?? env.PRIVATE_KEY_PATH
  if (appId === undefined || privateKey === undefined || webhookSecret === undefined) return null
  return { appId, privateKey, webhookSecret }
}

function signInFrom({
  GITHUB_CLIENT_ID: clientId,
  GITHUB_CLIENT_SECRET: clientSecret,
}: Environment): SignInConfig | null {
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret }
}

function connectionsFrom(env: Environment): readonly ConnectionConfig[] {
  const { SONARQUBE_URL: url, SONARQUBE_WEBHOOK_SECRET: webhookSecret } = env
  if (url === undefined || webhookSecret === undefined) return []
  const token = env.SONARQUBE_TOKEN ?? null
  return [{ name: 'default', url, token, organization: env.SONARQUBE_ORGANIZATION ?? null, webhookSecret }]
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) deepFreeze(inner)
  return Object.freeze(value)
}
