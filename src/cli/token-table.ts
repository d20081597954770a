import type { ListedToken } from '../flow/manage/list-tokens.ts'

/** The tokens as lines in columns, for a terminal. */
export function tokenTable(tokens: readonly ListedToken[]): string {
  if (tokens.length === 0) return 'There are no tokens. Make one: sluicegate token create --name NAME --scope read'
  const head = ['#', 'name', 'scopes', 'state', 'made', 'ends', 'last used']
  const rows = tokens.map((token) => [
    String(token.id),
    token.name,
    token.scopes.join(','),
    token.state,
    day(token.createdAt),
    day(token.expiresAt),
    day(token.lastUsedAt),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function day(instant: number | null): string {
  return instant === null ? 'never' : new Date(instant).toISOString().slice(0, 10)
}
