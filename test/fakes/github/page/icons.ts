import { html } from 'hono/html'
import type { Html } from './layout.ts'

const filled = {
  good: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm3.7 5.3a1 1 0 0 0-1.4 0L7 8.6 5.7 7.3a1 1 0 0 0-1.4 1.4l2 2a1 1 0 0 0 1.4 0l4-4a1 1 0 0 0 0-1.4Z',
  bad: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0ZM5.7 4.3a1 1 0 0 0-1.4 1.4L6.6 8l-2.3 2.3a1 1 0 1 0 1.4 1.4L8 9.4l2.3 2.3a1 1 0 0 0 1.4-1.4L9.4 8l2.3-2.3a1 1 0 0 0-1.4-1.4L8 6.6Z',
  wait: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z',
  plain: 'M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0ZM4.5 7a1 1 0 0 0 0 2h7a1 1 0 1 0 0-2Z',
} as const

const drawn = {
  pull: 'M4 5.2v5.6M12 10.8V6.5A2.5 2.5 0 0 0 9.5 4H8m2-2L8 4l2 2M4 1.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Zm0 9a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Zm8 0a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z',
  merge:
    'M4 5.2v5.6M4 5.2c0 2.4 2 3.3 6.3 3.3M4 1.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Zm0 9a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Zm8-4a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z',
  commit: 'M.8 8h4.4m5.6 0h4.4M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z',
  book: 'M4.5 1.8h8.7v12.4H4.5A1.7 1.7 0 0 1 2.8 12.5v-9A1.7 1.7 0 0 1 4.5 1.8ZM2.8 12.5a1.7 1.7 0 0 1 1.7-1.7h8.7',
} as const

export type Mood = keyof typeof filled
export type Sign = keyof typeof drawn

/** How a check or a merge stands. */
export function icon(mood: Mood, label: string): Html {
  return html`<svg class="icon ${mood}" viewBox="0 0 16 16" role="img" aria-label="${label}"><path d="${filled[mood]}"/></svg>`
}

/** An ornament: what it shows is said beside it. */
export function sign(name: Sign): Html {
  return html`<svg class="icon sign" viewBox="0 0 16 16" role="presentation"><path d="${drawn[name]}"/></svg>`
}

/** A person's picture: the first letter, in a colour of their own. */
export function avatar(login: string, shape: 'person' | 'app' = 'person'): Html {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  return html`<span class="avatar ${shape}" style="--hue:${hue}" data-letter="${login.slice(0, 1).toUpperCase()}"></span>`
}
