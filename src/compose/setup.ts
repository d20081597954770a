import { readFileSync } from 'node:fs'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { readAppManifest } from '../adapters/github/app-manifest.ts'
import { saveCredentials } from '../adapters/github/saved-credentials.ts'
import { setupRoutes } from '../adapters/github/setup-app.ts'
import { newSetupToken, setupAddress } from '../adapters/github/setup-token.ts'
import { webAddress } from '../adapters/github/web-address.ts'
import { lockServer } from '../adapters/store/server-lock.ts'
import type { Config } from '../config.ts'
import { answerNotFound } from '../web/errors.ts'
import { healthRoutes } from '../web/health-routes.ts'
import { httpServer } from '../web/http-server.ts'
import { securityHeaders } from '../web/security-headers.ts'

/** Where `app.yml` stands, in a checkout and in the published package. */
const manifestFile = ['../../app.yml', '../../../app.yml']

/** No app is configured: serves the page that creates one, for whoever has the address that is printed here. */
export async function startSetup(
  config: Config,
  log: Logger,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<{ url: string; stop(): Promise<void> }> {
  const { savedAppPath } = config
  if (savedAppPath === null) throw new Error('Set-up needs a database on disk: the new app is kept beside it.')
  using opened = new DisposableStack()
  opened.use(lockServer(config.database.path))
  const token = newSetupToken()
  const routes = new Hono()
    // Before the general headers: the set-up page posts a form to GitHub, which they forbid.
    .route(
      '/',
      setupRoutes({
        manifest: readAppManifest(readManifest()),
        publicUrl: config.publicUrl,
        gitHubUrl: webAddress(config.githubApiUrl),
        githubApiUrl: config.githubApiUrl,
        token,
        save: (credentials) => saveCredentials(savedAppPath, credentials),
        log,
      }),
    )
    .use(securityHeaders())
    .route(
      '/',
      healthRoutes({
        ready: async () => ({ ok: false, checks: { github: 'no GitHub App is configured yet' } }),
        metrics: async () => '',
        log,
      }),
    )
    .notFound(answerNotFound)
  const server = httpServer({
    webhooks: [],
    pages: getRequestListener(routes.fetch),
    failed: (fault) => log.error({ err: fault }, 'a request failed'),
  })
  const { port } = await server.listen(config.host, config.port)
  // To the terminal and not to the log: whoever has this address creates the app.
  print(`No GitHub App is configured. Create it here: ${setupAddress(config.publicUrl, token)}\n`)
  const held = opened.move()
  return {
    url: `http://${config.host}:${port}`,
    stop: async () => {
      await server.close()
      held.dispose()
    },
  }
}

function readManifest(): string {
  for (const path of manifestFile) {
    try {
      return readFileSync(new URL(path, import.meta.url), 'utf8')
    } catch {
      // The other place, then.
    }
  }
  throw new Error('app.yml is missing from this installation of Sluicegate.')
}
