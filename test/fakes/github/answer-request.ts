import { authenticate } from './authenticate.ts'
import { refuseTooLong } from './check-runs.ts'
import type { Deliveries } from './deliveries.ts'
import type { Stage } from './events.ts'
import { GitHubError, unprocessable } from './github-error.ts'
import type { Answer, Call, Match } from './router.ts'
import { routerOf } from './router.ts'
import { appRoutes } from './routes/app-routes.ts'
import { checkRoutes } from './routes/check-routes.ts'
import { commentRoutes } from './routes/comment-routes.ts'
import { metaRoutes } from './routes/meta-routes.ts'
import { pullRequestRoutes } from './routes/pull-request-routes.ts'
import { MovedRepository } from './routes/repository-route.ts'
import { repositoryRoutes } from './routes/repository-routes.ts'
import { rulesetRoutes } from './routes/ruleset-routes.ts'
import { faultOfAnswer, faultOfRequest, queryParameters } from './validation.ts'
import { fullName, type JsonObject, type World } from './world.ts'

const findRoute = routerOf([
  ...appRoutes,
  ...checkRoutes,
  ...commentRoutes,
  ...metaRoutes,
  ...pullRequestRoutes,
  ...repositoryRoutes,
  ...rulesetRoutes,
])

export type ApiRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly text: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

export type Api = Stage & {
  readonly deliveries: Deliveries
  readonly validate: boolean
  /** Faults of the fake itself. */
  readonly bugs: string[]
  /** What was asked that GitHub, or this fake, does not know. */
  readonly unknown: string[]
}

/** Later names of a path win: `/repositories/1/pulls` is `/repos/owner/name/pulls`. */
export function routeOf(world: World, { method, path }: Pick<ApiRequest, 'method' | 'path'>): Match | undefined {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? []
  const repository = world.repositories.get(Number(id))
  return findRoute(method, repository ? `/repos/${fullName(repository)}${rest}` : path)
}

export function answerRequest(api: Api, request: ApiRequest, match: Match | undefined): Answer {
  try {
    if (!match) {
      api.unknown.push(`${request.method} ${request.path}`)
      return errorAnswer(new GitHubError(404, 'Not Found'))
    }
    const { route, params } = match
    const { query, headers, path } = request
    const { operation } = route
    const caller = authenticate(api.world, route, headers.authorization)
    const { world, emit, deliveries } = api
    const call: Call = { world, emit, deliveries, operation, params, query, body: {}, headers, caller, path }
    route.admit?.(call)
    const body = parsedBody(request.text)
    if (api.validate) refuseUnknown(api, call, body)
    return checked(api, call, route.answer({ ...call, body: body ?? {} }))
  } catch (error) {
    if (error instanceof GitHubError) return errorAnswer(error)
    if (error instanceof MovedRepository) return redirect(api.world, request, error)
    const bug = `${request.method} ${request.path}: ${error instanceof Error ? (error.stack ?? error.message) : error}`
    api.bugs.push(bug)
    return { status: 500, body: { message: bug } }
  }
}

function parsedBody(text: string): JsonObject | undefined {
  if (text === '') return undefined
  try {
    const json: unknown = JSON.parse(text)
    if (json !== null && typeof json === 'object') return { ...json }
  } catch {
    // Answered below, like everything else that is no object.
  }
  throw new GitHubError(400, 'Problems parsing JSON')
}

function refuseUnknown({ unknown }: Api, { operation, query, path }: Call, body: JsonObject | undefined): void {
  const known = queryParameters(operation)
  for (const name of query.keys()) {
    if (!known.includes(name)) unknown.push(`${operation} ${path}: query parameter ${name}`)
  }
  refuseTooLong(body?.output)
  const fault = faultOfRequest(operation, body ?? {})
  if (fault) throw unprocessable(`Invalid request.\n\n${fault}`)
}

function checked(api: Api, { operation }: Call, answer: Answer): Answer {
  if (!api.validate || answer.body === undefined) return answer
  const fault = faultOfAnswer(operation, answer.status, JSON.parse(JSON.stringify(answer.body)))
  if (!fault) return answer
  const bug = `${operation} would answer what GitHub does not: ${fault}`
  api.bugs.push(bug)
  return { status: 500, body: { message: bug } }
}

export function errorAnswer({ status, message, details }: GitHubError): Answer {
  const body = { message, ...details, documentation_url: 'https://docs.github.com/rest', status: String(status) }
  return { status, body }
}

function redirect(world: World, { method, path, query }: ApiRequest, { repository }: MovedRepository): Answer {
  const rest = path
    .split('/')
    .slice(4)
    .map((part) => `/${part}`)
  const search = query.size > 0 ? `?${query}` : ''
  const url = `${world.urls.api}/repositories/${repository.id}${rest.join('')}${search}`
  const status = method === 'GET' ? 301 : 307
  return { status, headers: { location: url }, body: { message: 'Moved Permanently', url } }
}
