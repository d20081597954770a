import { html, raw } from 'hono/html'
import { brandMark, favicon } from './icons.ts'
import { light, type Tone } from './palette.ts'
import { style } from './style.ts'

/** A piece of a page that is escaped already. */
export type Html = ReturnType<typeof html>

/** A whole page around its `main`. */
export function layout({ title, tone }: { readonly title: string; readonly tone: Tone }, main: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} · Sluicegate</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="${favicon(tone, light[tone].edge)}">
<style>${raw(style)}</style>
</head>
<body>
<header><p class="brand">${brandMark}Sluicegate</p></header>
<main>
${main}
</main>
</body>
</html>
`
}
