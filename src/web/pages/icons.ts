import { html, raw } from 'hono/html'
import type { Tone } from './palette.ts'

// Drawn on a grid of 16; strokes of the colour of the text around.
const paths = {
  good: '<path d="M3 8.5l3.2 3.2L13 4.8"/>',
  bad: '<path d="M4 4l8 8M12 4l-8 8"/>',
  warn: '<path d="M8 3v6M8 12.6v.1"/>',
  wait: '<path d="M8 3.5V8l3 2"/><circle cx="8" cy="8" r="6.5"/>',
  quiet: '<path d="M4 8h8"/>',
} as const satisfies Record<Tone, string>

/** Stands beside a word that says the same: hidden from those who cannot see it. */
export function icon(tone: Tone) {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">${raw(paths[tone])}</svg>`
}

/** A gate in a stream: our sign. */
export const brandMark = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 1.5v13M13 1.5v13M3 4h10v4.5H3zM5.5 11.5q1.25 1.2 2.5 0t2.5 0"/></svg>`

/** The icon of the browser tab, in the colour of the state. */
export function favicon(tone: Tone, colour: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 24 24"><circle cx="8" cy="8" r="12" fill="${colour}"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${paths[tone]}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
