import { randomBytes } from 'node:crypto'
import type { FakeApp } from './app-identity.ts'

export type JsonObject = { readonly [key: string]: unknown }
export type Level = 'read' | 'write' | 'admin'
export type Permissions = { readonly [name: string]: Level }

export type Account = { readonly id: number; readonly login: string; readonly type: 'User' | 'Organization' | 'Bot' }

export type AppRecord = { readonly id: number; readonly slug: string; readonly name: string; readonly owner: Account }

export type Installation = {
  readonly id: number
  readonly account: Account
  permissions: Permissions
  /** Ids of repositories; `all` covers what is created later, too. */
  repositories: 'all' | Set<number>
  suspendedAt: Date | null
  readonly createdAt: Date
}

export type Commit = {
  readonly sha: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: Account
  readonly at: Date
  readonly files: ReadonlyMap<string, string>
}

export type RequiredCheck = { readonly context: string; readonly integrationId?: number | undefined }

export type Ruleset = {
  readonly id: number
  name: string
  target: 'branch' | 'tag' | 'push'
  enforcement: 'active' | 'disabled' | 'evaluate'
  conditions: JsonObject
  rules: readonly JsonObject[]
  bypassActors: readonly JsonObject[]
  readonly createdAt: Date
  updatedAt: Date
}

export type PullRequest = {
  readonly id: number
  readonly number: number
  readonly author: Account
  readonly headRepositoryId: number
  readonly headRef: string
  readonly createdAt: Date
  title: string
  body: string | null
  draft: boolean
  state: 'open' | 'closed'
  headSha: string
  baseRef: string
  baseSha: string
  /** The test merge commit while open, the real one once merged. */
  mergeCommitSha: string | null
  mergedAt: Date | null
  mergedBy: Account | null
  closedAt: Date | null
  updatedAt: Date
}

export type QueueEntry = {
  readonly number: number
  readonly base: string
  readonly baseSha: string
  readonly headSha: string
  readonly headRef: string
}

export type Repository = {
  readonly id: number
  owner: Account
  name: string
  readonly private: boolean
  readonly forkOf: number | null
  readonly createdAt: Date
  defaultBranch: string
  updatedAt: Date
  readonly branches: Map<string, string>
  /** Shared between a repository and its forks, like GitHub's object store. */
  readonly commits: Map<string, Commit>
  readonly pulls: Map<number, PullRequest>
  readonly rulesets: Map<number, Ruleset>
  readonly classicChecks: Map<string, RequiredCheck[]>
  readonly collaborators: Map<string, 'admin' | 'write' | 'read' | 'none'>
  queue: QueueEntry[]
  nextNumber: number
}

export type CheckRunState = {
  readonly name: string
  readonly status: 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending'
  readonly conclusion: string | null
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly detailsUrl: string | null
  readonly externalId: string
  readonly title: string | null
  readonly summary: string | null
  readonly text: string | null
  readonly actions: readonly JsonObject[]
}

export type Annotation = {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column: number | null
  readonly end_column: number | null
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly message: string
  readonly title: string | null
  readonly raw_details: string | null
}

export type CheckRun = {
  readonly id: number
  readonly repositoryId: number
  readonly appId: number
  readonly suiteId: number
  readonly headSha: string
  state: CheckRunState
  readonly annotations: Annotation[]
  /** Every state it had, oldest first, the current one included. */
  readonly history: CheckRunState[]
}

export type CheckSuite = {
  readonly id: number
  readonly repositoryId: number
  readonly appId: number
  readonly headSha: string
  readonly headBranch: string | null
  readonly before: string | null
  readonly createdAt: Date
}

export type Comment = {
  readonly id: number
  readonly repositoryId: number
  readonly issueNumber: number
  readonly author: Account
  readonly appId: number | null
  readonly createdAt: Date
  body: string
  updatedAt: Date
  readonly reactions: { readonly id: number; readonly content: string; readonly user: Account; readonly at: Date }[]
}

export type Token = {
  readonly installationId: number
  readonly permissions: Permissions
  readonly repositoryIds: ReadonlySet<number> | null
  readonly expiresAt: Date
}

export type World = {
  readonly urls: { readonly api: string; readonly html: string }
  readonly app: FakeApp
  readonly apps: Map<number, AppRecord>
  readonly accounts: Map<string, Account>
  readonly installations: Map<number, Installation>
  readonly repositories: Map<number, Repository>
  /** Former full names (lower case) to the id that answers with a redirect. */
  readonly formerNames: Map<string, number>
  readonly checkRuns: Map<number, CheckRun>
  readonly checkSuites: Map<number, CheckSuite>
  /** By repository and commit, oldest first: see `commitKey`. */
  readonly runsByCommit: Map<string, CheckRun[]>
  readonly suitesByCommit: Map<string, CheckSuite[]>
  readonly comments: Map<number, Comment>
  readonly tokens: Map<string, Token>
  readonly now: () => Date
  readonly nextId: () => number
}

export function emptyWorld(world: Pick<World, 'urls' | 'app' | 'now'>): World {
  let id = 1000
  const nextId = () => ++id
  const owner: Account = { id: nextId(), login: 'sluicegate-makers', type: 'Organization' }
  const own = { id: world.app.id, slug: world.app.slug, name: 'Sluicegate', owner }
  const actions = { id: 15368, slug: 'github-actions', name: 'GitHub Actions', owner }
  return {
    ...world,
    apps: new Map([own, actions].map((app) => [app.id, app])),
    accounts: new Map([[owner.login, owner]]),
    installations: new Map(),
    repositories: new Map(),
    formerNames: new Map(),
    checkRuns: new Map(),
    checkSuites: new Map(),
    runsByCommit: new Map(),
    suitesByCommit: new Map(),
    comments: new Map(),
    tokens: new Map(),
    nextId,
  }
}

export function accountOf(world: World, login: string, type: Account['type'] = 'Organization'): Account {
  const known = world.accounts.get(login.toLowerCase())
  if (known) return known
  const account = { id: world.nextId(), login, type }
  world.accounts.set(login.toLowerCase(), account)
  return account
}

/** The user in whose name an app acts. */
export function botOf(world: World, appId: number): Account {
  return accountOf(world, `${world.apps.get(appId)?.slug ?? 'unknown'}[bot]`, 'Bot')
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`
}

export function findRepository(world: World, name: string): Repository | undefined {
  const wanted = name.toLowerCase()
  return [...world.repositories.values()].find((repository) => fullName(repository).toLowerCase() === wanted)
}

export function repositoryNamed(world: World, name: string): Repository {
  const found = findRepository(world, name)
  if (!found) throw new Error(`The fake GitHub has no repository ${name}`)
  return found
}

export function pullRequestOf(repository: Repository, number: number): PullRequest {
  const found = repository.pulls.get(number)
  if (!found) throw new Error(`The fake GitHub has no pull request ${fullName(repository)}#${number}`)
  return found
}

function commitKey(repositoryId: number, sha: string): string {
  return `${repositoryId} ${sha}`
}

export function runsOn(world: World, repository: Repository, sha: string): readonly CheckRun[] {
  return world.runsByCommit.get(commitKey(repository.id, sha)) ?? []
}

export function suitesOn(world: World, repository: Repository, sha: string): readonly CheckSuite[] {
  return world.suitesByCommit.get(commitKey(repository.id, sha)) ?? []
}

export function addRun(world: World, run: CheckRun): void {
  const key = commitKey(run.repositoryId, run.headSha)
  world.checkRuns.set(run.id, run)
  world.runsByCommit.set(key, [...(world.runsByCommit.get(key) ?? []), run])
}

export function addSuite(world: World, suite: CheckSuite): void {
  const key = commitKey(suite.repositoryId, suite.headSha)
  world.checkSuites.set(suite.id, suite)
  world.suitesByCommit.set(key, [...(world.suitesByCommit.get(key) ?? []), suite])
}

export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.repositories === 'all') return installation.account.id === repository.owner.id
  return installation.repositories.has(repository.id)
}

export function installationFor(world: World, repository: Repository): Installation | undefined {
  return [...world.installations.values()].find((installation) => covers(installation, repository))
}

export function randomSha(): string {
  return randomBytes(20).toString('hex')
}

export function iso(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}
