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

/** Blocks are cut down to this many rows before others are left out. */
const fewRows = 10

/**
 * The blocks as one text within the limit. Where it is too long, rows go first, evenly, from the blocks that have most;
 * then whole blocks from the end, so the most important comes first; then lines.
 */
export function fitBlocks(blocks: readonly Block[], omissions: Omissions, limit = maxSummary): string {
  const render = (rowLimit: number, count: number): string =>
    [
      ...blocks.slice(0, count).flatMap((block) => renderBlock(block, rowLimit, omissions)),
      ...(count < blocks.length ? omissions.blocks(blocks.length - count) : []),
    ].join('\n')
  const fits = (rowLimit: number, count: number) => render(rowLimit, count).length <= limit
  const most = Math.max(fewRows, ...blocks.map(({ rows }) => rows.length))
  if (fits(fewRows, blocks.length))
    return render(
      greatest(fewRows, most, (rows) => fits(rows, blocks.length)),
      blocks.length,
    )
  return cutLines(
    render(
      fewRows,
      greatest(0, blocks.length, (count) => fits(fewRows, count)),
    ),
    limit,
  )
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

/** A number from `least` to `most` that holds, as great as bisection finds it; `least` when none does. */
function greatest(least: number, most: number, holds: (count: number) => boolean): number {
  if (holds(most)) return most
  let [held, failed] = [least, most]
  while (failed - held > 1) {
    const middle = Math.floor((held + failed) / 2)
    if (holds(middle)) held = middle
    else failed = middle
  }
  return held
}
