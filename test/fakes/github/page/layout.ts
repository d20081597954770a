import { html, raw } from 'hono/html'
import type { Answer } from '../router.ts'
import { sign } from './icons.ts'
import { liveScript, liveScriptHash } from './live-script.ts'
import { styles } from './styles.ts'

export type Html = ReturnType<typeof html>

export type Page = {
  readonly title: string
  readonly repository?: string
  readonly content: Html
  readonly status?: number
  /** It follows what happens while it is looked at. */
  readonly isLive?: boolean
}

export async function pageAnswer({ title, repository, content, status = 200, isLive = false }: Page): Promise<Answer> {
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
          ${sign('book')} ${repository ? repositoryName(repository) : html`<a href="/">Repositories</a>`}
          <span class="fake">a GitHub on loopback</span>
        </div>
        <main>${content}</main>
        ${isLive ? html`<script>${raw(liveScript)}</script>` : ''}
      </body>
    </html>`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src '${liveScriptHash}'; connect-src 'self'; form-action 'self'; img-src https:`,
  }
  return { status, text: String(await document), headers }
}

function repositoryName(repository: string): Html {
  return html`<a href="/${repository}">${repository.replace('/', ' / ')}</a>`
}
