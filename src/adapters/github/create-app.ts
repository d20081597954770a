import { Octokit } from '@octokit/rest'
import { z } from 'zod'
import type { SavedCredentials } from './saved-credentials.ts'

/** Strict about what an app cannot work without: GitHub gives each of these once. */
const CreatedApp = z.object({
  id: z.number().int().positive(),
  slug: z.string().default(''),
  html_url: z.string().default(''),
  pem: z.string().includes('PRIVATE KEY'),
  webhook_secret: z.string().min(16),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
})

export type CreatedApp = {
  readonly slug: string
  /** Where the app is installed; null when GitHub gave no address for it. */
  readonly installUrl: string | null
  readonly credentials: SavedCredentials
}

export class CreateAppError extends Error {
  override name = 'CreateAppError'
  readonly code = 'app_not_created'
}

/**
 * Takes the app that GitHub made of the manifest. Once: the code is used up by it, so nothing is tried again.
 *
 * Not by Probot's ManifestCreation, which retries, takes any answer and writes it to `.env`.
 */
export async function createApp(apiUrl: string, code: string): Promise<CreatedApp> {
  const quiet = () => {}
  const octokit = new Octokit({ baseUrl: apiUrl, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } })
  try {
    const request = { signal: AbortSignal.timeout(20_000), redirect: 'error' as const }
    const { data } = await octokit.rest.apps.createFromManifest({ code, request })
    return describe(CreatedApp.parse(data))
  } catch (cause) {
    // An answer that is not as expected holds the secrets of an app: zod repeats none of its values.
    throw new CreateAppError('could not take the new app from GitHub', { cause })
  }
}

function describe(app: z.infer<typeof CreatedApp>): CreatedApp {
  return {
    slug: app.slug,
    installUrl: /^https?:\/\//.test(app.html_url) ? `${app.html_url}/installations/new` : null,
    credentials: {
      APP_ID: String(app.id),
      PRIVATE_KEY: Buffer.from(app.pem).toString('base64'),
      WEBHOOK_SECRET: app.webhook_secret,
      GITHUB_CLIENT_ID: app.client_id,
      GITHUB_CLIENT_SECRET: app.client_secret,
    },
  }
}
