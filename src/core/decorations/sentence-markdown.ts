import { code } from './safe-markdown.ts'
import type { Sentence } from './text-part.ts'

/** A sentence as Markdown, outside of tables. */
export function sentenceMarkdown(sentence: Sentence): string {
  return sentence.map((part) => ('text' in part ? part.text : code(part.code))).join('')
}
