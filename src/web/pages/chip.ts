import { html } from 'hono/html'
import { icon } from './icons.ts'
import type { Html } from './layout.ts'
import type { Tone } from './palette.ts'

/** A word with its icon. */
export function chip(word: string, tone: Tone): Html {
  return html`<span class="chip ${tone}">${icon(tone)}${capital(word)}</span>`
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
