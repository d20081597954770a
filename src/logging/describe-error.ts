/** What the log holds of an error: the fields named here. An Octokit or Probot error also carries headers and payloads. */
export type DescribedError = {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: string | number
  readonly status?: number
  readonly request?: { readonly method: string; readonly url: string }
  readonly cause?: unknown
  readonly errors?: readonly unknown[]
}

const deepest = 5
const mostErrors = 10

/** Anything that was thrown; what is no error stays as it is. */
export function describeError(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error)) return thrown
  const description: DescribedError = {
    type: thrown.name,
    message: thrown.message,
    ...(thrown.stack === undefined ? {} : { stack: thrown.stack }),
    ...answerOf(thrown),
  }
  return depth === deepest ? description : { ...description, ...innerOf(thrown, depth + 1) }
}

function answerOf(error: Error): Pick<DescribedError, 'code' | 'status' | 'request'> {
  const { code, status, request }: Readonly<Record<string, unknown>> = { ...error }
  return {
    ...(isText(code) || isNumber(code) ? { code } : {}),
    ...(isNumber(status) ? { status } : {}),
    ...(isRequest(request) ? { request: { method: request.method, url: request.url } } : {}),
  }
}

function innerOf(error: Error, depth: number): Pick<DescribedError, 'cause' | 'errors'> {
  const errors = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  return {
    ...(error.cause === undefined ? {} : { cause: inner(error.cause, depth) }),
    ...(errors.length === 0 ? {} : { errors: errors.slice(0, mostErrors).map((each) => inner(each, depth)) }),
  }
}

/** Causes can be whole answers of a server: of an object that is no error nothing is kept. */
function inner(thrown: unknown, depth: number): unknown {
  return typeof thrown === 'object' && !(thrown instanceof Error) ? 'not an error' : describeError(thrown, depth)
}

function isRequest(value: unknown): value is { readonly method: string; readonly url: string } {
  if (typeof value !== 'object' || value === null) return false
  return 'method' in value && isText(value.method) && 'url' in value && isText(value.url)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
