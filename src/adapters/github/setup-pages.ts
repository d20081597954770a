import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

const style = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:38rem;margin:4rem auto;padding:0 1rem}
form{margin:1.5rem 0}input,button{font:inherit;padding:.4rem .7rem}`

/** `form-action` names GitHub, which the manifest is posted to; nothing else is loaded, run or framed. */
export function setupHeaders(gitHubUrl: string): Record<string, string> {
  const styleHash = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${gitHubUrl}; frame-ancestors 'none'; base-uri 'none'`
  return {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    // GitHub is told where the form came from, and never the token in the address.
    'referrer-policy': 'strict-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}

export type CreatePage = {
  readonly action: string
  readonly manifest: unknown
  readonly token: string
  readonly organization: string
  /** A sentence about what stands in the way. */
  readonly warning: string | null
}

/** Leads to GitHub, where the person sees the app and creates it. Without scripts: the owner is chosen by a round trip. */
export function createPage({ action, manifest, token, organization, warning }: CreatePage): Html {
  return page(
    'Create the GitHub App',
    html`<p>Sluicegate is not connected to GitHub yet. It needs a GitHub App of its own, which GitHub creates in one step. You
        can change its name there.</p>
      ${warning === null ? '' : html`<p><strong>${warning}</strong></p>`}
      <form method="get" action="setup">
        <input type="hidden" name="token" value="${token}">
        <label>Organization that owns the app (empty: you)<br>
          <input name="organization" value="${organization}" autocomplete="off" spellcheck="false"></label>
        <button>Set owner</button>
      </form>
      <form method="post" action="${action}">
        <input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
        <button>Create the app on GitHub for ${organization === '' ? 'yourself' : organization}</button>
      </form>`,
  )
}

export function donePage(installUrl: string | null): Html {
  return page(
    'The GitHub App was created',
    html`<ol>
        <li><strong>Restart Sluicegate now.</strong> It works for the new app from its next start on.</li>
        <li>${installUrl === null ? 'Then install the app' : html`Then <a href="${installUrl}">install the app</a>`} on your
          repositories.</li>
      </ol>`,
  )
}

export function messagePage(title: string, sentence: string): Html {
  return page(title, html`<p>${sentence}</p>`)
}

function page(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Sluicegate</title>
    <style>${raw(style)}</style>
  </head>
  <body>
    <h1>${title}</h1>
    ${body}
  </body>
</html>`
}
