import { html } from 'hono/html'
import { icon } from './icons.ts'
import { type Html, layout } from './layout.ts'

/** A page that says in our own words why there is nothing else. */
export function errorPage({ title, text }: { readonly title: string; readonly text: string }): Html {
  return layout(
    { title, tone: 'warn' },
    html`<section class="card head warn">
<div class="headline"><span class="seal">${icon('warn')}</span><div><h1>${title}</h1><p>${text}</p></div></div>
</section>`,
  )
}
