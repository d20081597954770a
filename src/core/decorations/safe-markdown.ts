/**
 * Markdown for GitHub around text that others wrote. Such a text stands in code spans only: GitHub resolves no mention,
 * issue, commit, link, image or HTML in them. A backslash or an entity before an `@` would not stop a mention.
 */

/** A code span around foreign text: one line, what can be seen of it, at most `limit` code points, never empty. */
export function code(text: string, limit = 200): string {
  return span(readable(text, limit))
}

/** The same for a cell of a table, where a pipe would end the cell even inside a code span. */
export function codeInCell(text: string, limit = 200): string {
  // A backslash before the pipe would escape our escaping backslash in GitHub's reading.
  return span(readable(text, limit).replaceAll('\\|', '\\ |')).replaceAll('|', '\\|')
}

/** A link with our own words as its label; the label alone where the address is not one of the web. */
export function link(label: string, url: string): string {
  const text = label.replace(/[[\]\\|`<>*_@#]/g, '\\$&')
  return /^https?:\/\//i.test(url) ? `[${text}](${encodeUrl(url)})` : text
}

/** Line breaks become spaces; what cannot be seen or turns the direction of writing goes; so does half a surrogate pair. */
export function readable(text: string, limit: number): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/ +/g, ' ')
    .trim()
  const points = [...line]
  if (points.length === 0) return '(empty)'
  return points.length <= limit ? line : `${points.slice(0, limit - 1).join('')}…`
}

function span(line: string): string {
  const longest = (line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)
  const fence = '`'.repeat(longest + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/** Leaves what is encoded already; encodes all that could end a link, a cell or a line, or be read as an entity. */
function encodeUrl(url: string): string {
  return url
    .toWellFormed()
    .replace(/[^A-Za-z0-9\-._~:/?#@$&+,=%]/gu, (character) =>
      /[!'()*]/.test(character)
        ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
        : encodeURIComponent(character),
    )
}
