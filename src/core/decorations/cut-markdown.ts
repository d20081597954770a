/** What GitHub takes as summary of a check run. It counts characters; code units are never fewer. */
export const maxSummary = 65_535

/** A part of a text, with lines that may be left out from the end. A line is never cut: a row or code span stays whole. */
export type Block = {
  readonly head: readonly string[]
  readonly rows: readonly string[]
  readonly tail: readonly string[]
}

/** What is said instead of what was left out. */
export type Omissions = {
  readonly rows: (count: number) => readonly string[]
  readonly blocks: (count: number) => readonly string[]
}

/**
 * The blocks as one text within the limit. Where it is too long, rows go first, evenly, from the blocks that have most;
 * then whole blocks from the end, so the most important comes first; then lines.
 */
export function fitBlocks(blocks: readonly Block[], omissions: Omissions, limit = maxSummary): string {
  const most = Math.max(0, ...blocks.map(({ rows }) => rows.length))
  const render = (rowLimit: number, count: number): string =>
    [
      ...blocks.slice(0, count).flatMap((block) => renderBlock(block, rowLimit, omissions)),
      ...(count < blocks.length ? omissions.blocks(blocks.length - count) : []),
    ].join('\n')
  const fits = (text: string) => text.length <= limit
  const rowLimit = greatest(most, (rows) => fits(render(rows, blocks.length)))
  if (rowLimit !== null) return render(rowLimit, blocks.length)
  const count = greatest(blocks.length, (kept) => fits(render(0, kept)))
  return cutLines(render(0, count ?? 0), limit)
}

/** The text without the lines at its end that are too much. */
export function cutLines(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = text.lastIndexOf('\n', limit)
  return end === -1 ? '' : text.slice(0, end)
}

function renderBlock({ head, rows, tail }: Block, rowLimit: number, omissions: Omissions): readonly string[] {
  const left = rows.length - rowLimit
  return left <= 0
    ? [...head, ...rows, ...tail]
    : [...head, ...rows.slice(0, rowLimit), ...omissions.rows(left), ...tail]
}

/** The greatest whole number up to `most` that holds, where every smaller one holds too; null for none. */
function greatest(most: number, holds: (count: number) => boolean): number | null {
  if (holds(most)) return most
  let [held, failed] = [-1, most]
  while (failed - held > 1) {
    const middle = Math.floor((held + failed) / 2)
    if (holds(middle)) held = middle
    else failed = middle
  }
  return held === -1 ? null : held
}
