import { Command, InvalidArgumentError } from 'commander'
import { openDatabase } from '../adapters/store/open-database.ts'
import { tokenSecrets } from '../adapters/store/token-secrets.ts'
import { tokenStore } from '../adapters/store/token-store.ts'
import { createToken } from '../flow/manage/create-token.ts'
import { listTokens } from '../flow/manage/list-tokens.ts'
import { revokeToken } from '../flow/manage/revoke-token.ts'
import { isScope, type Scope, scopes, type Tokens } from '../flow/manage/token-ports.ts'
import { configOf } from './config-of.ts'
import type { Environment } from './program.ts'
import { tokenTable } from './token-table.ts'

const clock = { now: () => Date.now() }

export function tokenCommand(env: Environment): Command {
  return new Command('token')
    .description('tokens for the API')
    .exitOverride()
    .addCommand(createCommand(env))
    .addCommand(listCommand(env))
    .addCommand(revokeCommand(env))
}

function createCommand(env: Environment): Command {
  return new Command('create')
    .description('make a token; it is shown this once, alone on standard output')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scope <scopes>', `comma-separated: ${scopes.join(', ')}`, readScopes)
    .option('--days <days>', 'ends after so many days; without it, never', readDays)
    .option('--json', 'print it as JSON')
    .exitOverride()
    .action(async (wish: { name: string; scope: Scope[]; days?: number; json?: boolean }) => {
      const { name, scope, days = null } = wish
      const made = await withTokens(env, (tokens) =>
        createToken({ tokens, secrets: tokenSecrets, clock }, { name, scopes: scope, days }),
      )
      if ('refused' in made) throw new Error(made.refused)
      print(wish.json ? JSON.stringify({ ...made.token, token: made.text }) : made.text)
    })
}

function listCommand(env: Environment): Command {
  return new Command('list')
    .description('every token that was made, without the token itself')
    .option('--json', 'print as JSON')
    .exitOverride()
    .action(async ({ json = false }: { json?: boolean }) => {
      const tokens = await withTokens(env, (store) => listTokens({ tokens: store, clock }))
      print(json ? JSON.stringify(tokens) : tokenTable(tokens))
    })
}

function revokeCommand(env: Environment): Command {
  return new Command('revoke')
    .description('end a token at once')
    .argument('<token>', 'its name or its number')
    .option('--json', 'print as JSON')
    .exitOverride()
    .action(async (token: string, { json = false }: { json?: boolean }) => {
      const done = await withTokens(env, (tokens) => revokeToken({ tokens, clock }, token))
      if ('refused' in done) throw new Error(done.refused)
      if (json) return print(JSON.stringify(done.revoked))
      print(done.revoked.length > 0 ? `Revoked ${token}.` : `${token} was revoked before.`)
    })
}

async function withTokens<T>(env: Environment, use: (tokens: Tokens) => Promise<T>): Promise<T> {
  await using store = await openDatabase(configOf(env).database.path)
  return await use(tokenStore(store.db))
}

function readScopes(text: string): Scope[] {
  const named = text.split(',').map((scope) => scope.trim())
  const unknown = named.filter((scope) => !isScope(scope))
  if (unknown.length > 0) throw new InvalidArgumentError(`There are only the scopes ${scopes.join(', ')}.`)
  return named.filter(isScope)
}

function readDays(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It must be a number of whole days.')
  return Number(text)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
