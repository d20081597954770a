import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt({ html: true, linkify: true })

export type Read = {
  readonly html: string
  /** What stands in code spans, as a reader sees it. */
  readonly code: readonly string[]
  /** All that a reader sees outside of code spans. */
  readonly rest: string
  readonly links: readonly string[]
}

/** Markdown as GitHub would show it, as far as an implementation of CommonMark with tables can tell. */
export function readMarkdown(text: string): Read {
  const html = markdown.render(text)
  const code = [...html.matchAll(/<code>(.*?)<\/code>/gs)].map(([, inner]) => decode(inner ?? ''))
  const outside = html.replace(/<code>.*?<\/code>/gs, '')
  return {
    html,
    code,
    rest: decode(outside.replace(/<[^>]*>/g, '')),
    links: [...outside.matchAll(/href="([^"]*)"/g)].map(([, url]) => decode(url ?? '')),
  }
}

/** The cells of a row as GitHub's parser (cmark-gfm, `table_cell`) splits them: a backslash escapes any punctuation. */
export function splitRow(row: string): readonly string[] {
  const escaped = /\\[|!"#$%&'()*+,./:;<=>?@[\\\]^_`{}~-]|[^|\r\n]/gy
  const cells: string[] = []
  let [cell, at] = ['', 0]
  while (at < row.length) {
    escaped.lastIndex = at
    const [taken] = escaped.exec(row) ?? ['']
    if (taken === '') cells.push(cell)
    cell = taken === '' ? '' : cell + taken
    at += Math.max(1, taken.length)
  }
  return [...cells, cell]
}

function decode(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
