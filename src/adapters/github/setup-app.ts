import { type Context, Hono } from 'hono'
import type { Logger } from 'pino'
import { type AppManifest, manifestFor } from './app-manifest.ts'
import { type CreatedApp, createApp } from './create-app.ts'
import { type SavedCredentials, SavedCredentialsError } from './saved-credentials.ts'
import { createPage, donePage, messagePage, setupHeaders } from './setup-pages.ts'
import type { SetupToken } from './setup-token.ts'

export type SetupDeps = {
  /** Of `app.yml`. */
  readonly manifest: AppManifest
  readonly publicUrl: string
  readonly gitHubUrl: string
  readonly githubApiUrl: string
  readonly token: SetupToken
  /** Keeps the credentials for the next start. Throws when it cannot, or when some were kept before. */
  readonly save: (credentials: SavedCredentials) => void
  readonly log: Pick<Logger, 'info' | 'error'>
}

/**
 * Creates the GitHub App, for whoever has the token that was printed at the start, and once. Everybody else is passed on to
 * what comes after these routes, and sees what any wrong address shows.
 *
 * Mount them before a middleware that sets security headers: the pages have their own, which let a form go to GitHub.
 */
export function setupRoutes(deps: SetupDeps): Hono {
  const { token, gitHubUrl } = deps
  const headers = setupHeaders(gitHubUrl)
  const taking = takeOnce(deps)
  const routes = new Hono()
  routes.get('/setup', async (c, next) => {
    if (!token.isToken(c.req.query('token'))) return next()
    if (taking.isDone()) return c.html(donePage(null), 200, headers)
    return showCreatePage(c, deps, headers)
  })
  routes.get('/setup/callback', async (c, next) => {
    if (!token.isState(c.req.query('state'))) return next()
    const { status, body } = await taking.take(c.req.query('code') ?? '')
    return c.html(body, status, headers)
  })
  return routes
}

function showCreatePage(c: Context, deps: SetupDeps, headers: Record<string, string>) {
  const { gitHubUrl, manifest, publicUrl, token } = deps
  const organization = (c.req.query('organization') ?? '').trim()
  if (!/^(?:[A-Za-z0-9][A-Za-z0-9_-]{0,99})?$/.test(organization)) {
    const sentence = 'Write it as in its address: github.com/ORGANIZATION. Go back to change it.'
    return c.html(messagePage('That is no name of an organization', sentence), 400, headers)
  }
  const owner = organization === '' ? '' : `/organizations/${organization}`
  const action = `${gitHubUrl}${owner}/settings/apps/new?state=${token.state}`
  const view = { action, manifest: manifestFor(manifest, publicUrl), token: token.text, organization }
  return c.html(createPage({ ...view, warning: reachWarning(publicUrl, gitHubUrl) }), 200, headers)
}

function reachWarning(publicUrl: string, gitHubUrl: string): string | null {
  const local = /^https?:\/\/(localhost|127\.[\d.]+|\[::1\])(?=[:/]|$)/
  if (!local.test(publicUrl) || local.test(gitHubUrl)) return null
  return `GitHub cannot send webhooks to ${publicUrl}, and will refuse it. Set SLUICEGATE_URL to the address at which GitHub reaches this server, and restart.`
}

type Answer = { readonly status: 200 | 400 | 409 | 502 | 500; readonly body: ReturnType<typeof messagePage> }

/** The way from a code to a saved app, walked by one at a time, and to its end only once. */
function takeOnce(deps: SetupDeps) {
  let state: 'open' | 'busy' | 'done' = 'open'
  return {
    isDone: () => state === 'done',
    async take(code: string): Promise<Answer> {
      if (!/^[\w-]{1,200}$/.test(code)) return startAgain(400, 'GitHub sent no code that could be used.')
      if (state !== 'open')
        return answer(409, 'This is set up already', 'Restart Sluicegate now to use the app that was created.')
      state = 'busy'
      const { done, ...shown } = await take(deps, code)
      state = done ? 'done' : 'open'
      return shown
    },
  }
}

async function take(
  { githubApiUrl, save, log }: SetupDeps,
  code: string,
): Promise<Answer & { readonly done: boolean }> {
  let app: CreatedApp
  try {
    app = await createApp(githubApiUrl, code)
  } catch (err) {
    log.error({ err }, 'set-up: the new app could not be taken from GitHub')
    const why = 'GitHub did not hand over the new app: a code works once, and for an hour.'
    return { ...startAgain(502, `${why} Remove the app on GitHub, if it is there.`), done: false }
  }
  try {
    save(app.credentials)
  } catch (err) {
    log.error({ err, app: app.slug }, 'set-up: the credentials of the new app could not be saved')
    return { ...notSaved(err), done: isAlreadySaved(err) }
  }
  log.info({ app: app.slug }, 'set-up: the GitHub App was created; restart to use it')
  return { status: 200, body: donePage(app.installUrl), done: true }
}

function notSaved(error: unknown): Answer {
  const remove = 'Remove the app that was just created on GitHub.'
  if (isAlreadySaved(error))
    return answer(409, 'This is set up already', `An app was saved before, and is kept. ${remove}`)
  return startAgain(500, `The credentials could not be written beside the database: the log says why. ${remove}`)
}

function isAlreadySaved(error: unknown): boolean {
  return error instanceof SavedCredentialsError && error.code === 'already_saved'
}

function startAgain(status: Answer['status'], sentence: string): Answer {
  return answer(
    status,
    'The GitHub App is not set up',
    `${sentence} Then open the address again that was printed at the start.`,
  )
}

function answer(status: Answer['status'], title: string, sentence: string): Answer {
  return { status, body: messagePage(title, sentence) }
}
