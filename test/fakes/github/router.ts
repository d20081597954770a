import type { Deliveries } from './deliveries.ts'
import type { Stage } from './events.ts'
import type { Operation } from './operations.ts'
import type { Installation, JsonObject, Permissions, Repository, World } from './world.ts'

/** Who asks: the app itself (by its JWT), an installation of it (by a token), or nobody in particular. */
export type Caller =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'app' }
  | {
      readonly kind: 'installation'
      readonly installation: Installation
      readonly permissions: Permissions
      readonly repositoryIds: ReadonlySet<number> | null
    }

export type Call = Stage & {
  readonly world: World
  readonly deliveries: Deliveries
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: JsonObject
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly caller: Caller
  /** The path as it was asked for, to link to other pages of it. */
  readonly path: string
}

export type Answer = {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is instead of a JSON body. */
  readonly text?: string
}

export type Route = {
  readonly operation: Operation
  readonly access: 'anyone' | 'app' | 'installation'
  /** Refuses callers before anybody looks at what they send. */
  readonly admit?: (call: Call) => void
  readonly answer: (call: Call) => Answer
}

/** A route of a repository gets the repository, which its caller may see. */
export type RepositoryCall = Call & { readonly repository: Repository }

export type Match = { readonly route: Route; readonly params: Readonly<Record<string, string>> }

/** GitHub takes slashes in these, escaped or not. */
const greedy = new Set(['path', 'branch', 'ref', 'basehead'])

export function routerOf(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const patterns = routes
    .map((route) => ({ route, ...patternOf(route.operation) }))
    .sort((a, b) => b.literals - a.literals)
  return (method, path) => {
    for (const { route, pattern } of patterns) {
      if (!route.operation.startsWith(`${method} `)) continue
      const match = pattern.exec(path)
      if (match) return { route, params: decoded(match.groups ?? {}) }
    }
    return undefined
  }
}

function patternOf(operation: string): { pattern: RegExp; literals: number } {
  const [, path = ''] = operation.split(' ')
  const parts = path.split('/')
  const source = parts
    .map((part) => {
      const parameter = /^\{(.+)\}$/.exec(part)?.[1]
      if (parameter === undefined) return part
      return `(?<${parameter}>${greedy.has(parameter) ? '.+' : '[^/]+'})`
    })
    .join('/')
  return { pattern: new RegExp(`^${source}$`), literals: parts.filter((part) => !part.startsWith('{')).length }
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodedPart(value)]))
}

/** What is no valid escape names nothing that exists. */
export function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
