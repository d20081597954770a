import MarkdownIt, { type StateBlock, type StateInline } from 'markdown-it'

const markdown = new MarkdownIt({ html: false, linkify: false })
markdown.block.ruler.before('paragraph', 'details', details, { alt: ['paragraph', 'blockquote', 'list'] })
markdown.inline.ruler.before('text', 'line_break_tag', lineBreak)
markdown.renderer.rules.allowed_html = (tokens, index) => tokens[index]?.content ?? ''

/** GitHub's flavour as far as this fake goes: of HTML only details, summary, br, and comments, which vanish. */
export function renderMarkdown(text: string): string {
  return markdown.render(text.replaceAll(/<!--[\s\S]*?-->/g, ''))
}

const detailsLine = /^(<details(?: open)?>)?\s*(?:<summary>(.*)<\/summary>)?\s*(<\/details>)?$/

function details(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  const text = state.src.slice(from, state.eMarks[line]).trim()
  const match = text === '' ? null : detailsLine.exec(text)
  if (!match) return false
  if (silent) return true
  const [, opening = '', summary, closing = ''] = match
  const token = state.push('allowed_html', '', 0)
  const inner = summary === undefined ? '' : `<summary>${state.md.renderInline(plainBold(summary))}</summary>`
  token.content = `${opening}${inner}${closing}\n`
  state.line = line + 1
  return true
}

/** People write `<b>` and `<strong>` into summaries. */
function plainBold(summary: string): string {
  return summary.replaceAll(/<\/?(?:b|strong)>/g, '**')
}

function lineBreak(state: StateInline, silent: boolean): boolean {
  const match = /^<br ?\/?>/.exec(state.src.slice(state.pos, state.pos + 6))
  if (!match) return false
  if (!silent) state.push('hardbreak', 'br', 0)
  state.pos += match[0].length
  return true
}
