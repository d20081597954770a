import { html, raw } from 'hono/html'
import type { Answer } from '../router.ts'
import { styles } from './styles.ts'

export type Html = ReturnType<typeof html>

export type Page = {
  readonly title: string
  readonly repository?: string
  readonly content: Html
  readonly status?: number
}

export async function pageAnswer({ title, repository, content, status = 200 }: Page): Promise<Answer> {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title}</title>
        <style>${raw(styles)}</style>
      </head>
      <body>
        <div class="top">
          <span class="fake">a loopback GitHub</span>
          ${repository ? html`<a href="/${repository}">${repository}</a>` : 'GitHub'}
        </div>
        <main>${content}</main>
      </body>
    </html>`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; img-src https:",
  }
  return { status, text: String(await document), headers }
}
