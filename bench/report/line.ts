/** One measured thing against what it must reach. */
export type Line = {
  readonly what: string
  readonly measured: string
  /** The same without us, or without what is added, in the same run. */
  readonly baseline: string
  /** Measured by baseline; null where nothing is there to compare with. */
  readonly ratio: number | null
  /** What must be reached, with whether it is; null for what only explains. */
  readonly budget: { readonly text: string; readonly met: boolean } | null
}

/** A table in Markdown, so that it can stand in docs/benchmarks.md as it was printed. */
export function printTable(lines: readonly Line[]): string {
  const head = ['what', 'measured', 'baseline', 'ratio', 'to reach', '']
  const rows = lines.map(({ what, measured, baseline, ratio, budget }) => [
    what,
    measured,
    baseline,
    ratio === null ? '' : ratio.toFixed(2),
    budget?.text ?? '',
    budget === null ? '' : budget.met ? 'met' : 'missed',
  ])
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const format = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [format(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(format)].join('\n')
}

/** `1,234`, `23.5`, `0.31`: as many digits as mean something. */
export function digits(value: number): string {
  if (Number.isNaN(value)) return 'unknown'
  const places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })
}
