/**
 * A piece of a sentence. `text` is our own words, `code` is foreign or to be copied: renderers must show it as code, and
 * escape it for where it stands.
 */
export type TextPart = { readonly text: string } | { readonly code: string }

/** A sentence (or two that belong together). */
export type Sentence = readonly TextPart[]
