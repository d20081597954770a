/** An answer that is no success, thrown by whoever finds out. */
export class GitHubError extends Error {
  override name = 'GitHubError'
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.details = details
  }
}

export function notFound(): GitHubError {
  return new GitHubError(404, 'Not Found')
}

/** GitHub's answer to what it understood and will not do. */
export function unprocessable(message: string, errors: readonly unknown[] = []): GitHubError {
  return new GitHubError(422, message, errors.length > 0 ? { errors } : {})
}
