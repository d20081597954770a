import { parse } from 'yaml'
import { z } from 'zod'

const Access = z.enum(['read', 'write', 'admin'])

/** Our own `app.yml`: the app as GitHub creates it. Strict, as GitHub ignores a name that it does not know. */
export const AppManifest = z
  .strictObject({
    name: z.string().max(34),
    description: z.string(),
    url: z.url(),
    hook_attributes: z.strictObject({ url: z.url(), active: z.literal(true) }).readonly(),
    public: z.literal(false),
    default_permissions: z.record(z.string(), Access).readonly(),
    default_events: z.array(z.string()).readonly(),
  })
  .readonly()
export type AppManifest = z.infer<typeof AppManifest>

/** Reads the text of `app.yml`. */
export function readAppManifest(text: string): AppManifest {
  const parsed = AppManifest.safeParse(parse(text))
  if (!parsed.success) throw new Error(`app.yml is wrong:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** The manifest as it is posted to GitHub: with the addresses of this installation. */
export function manifestFor(manifest: AppManifest, publicUrl: string) {
  return {
    ...manifest,
    url: publicUrl,
    hook_attributes: { ...manifest.hook_attributes, url: `${publicUrl}/api/github/webhooks` },
    redirect_url: `${publicUrl}/setup/callback`,
  }
}
