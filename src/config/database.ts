import { z } from 'zod'

export const inMemory = ':memory:'

/** `sqlite:PATH` or `sqlite::memory:`. `sqlite://PATH` is understood as well. */
export const DatabaseUrl = z
  .string()
  .transform((text, context) => {
    const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+]*):(.*)$/is.exec(text.trim()) ?? []
    const fault = faultOf(scheme.toLowerCase(), rest)
    if (fault !== null) context.addIssue(fault)
    return { kind: 'sqlite' as const, path: rest.replace(/^\/\/(?=.)/, '') }
  })
  .readonly()

function faultOf(scheme: string, path: string): string | null {
  if (scheme === 'postgres' || scheme === 'postgresql') {
    return 'names a PostgreSQL database, which this version cannot use yet. Set it to sqlite:PATH, or leave it out'
  }
  if (scheme !== 'sqlite') return 'must begin with sqlite:, as in sqlite:./data/sluicegate.db'
  if (path === '' || path.endsWith('/'))
    return 'names no file. Set it to sqlite:PATH, as in sqlite:./data/sluicegate.db'
  return null
}
