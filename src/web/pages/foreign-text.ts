import { html } from 'hono/html'
import { readable } from '../../core/decorations/safe-markdown.ts'
import type { Sentence } from '../../core/decorations/text-part.ts'
import type { Html } from './layout.ts'

const longest = 500

/** Text of others, what can be seen of it. Its direction of writing does not reach what stands around it. */
export function foreign(text: string): Html {
  return html`<bdi>${readable(text, longest)}</bdi>`
}

export function foreignCode(text: string): Html {
  return html`<code>${foreign(text)}</code>`
}

export function sentence(parts: Sentence): Html {
  return html`${parts.map((part) => ('text' in part ? part.text : foreignCode(part.code)))}`
}

export function sentences(list: readonly Sentence[]): Html {
  return html`<ul class="list">${list.map((parts) => html`<li>${sentence(parts)}</li>`)}</ul>`
}
