/** Something that can be due: looked at as a whole, one run at a time. */
export type Subject =
  | { readonly kind: 'commit'; readonly repositoryId: number; readonly sha: string }
  /** An analysis whose commit is to be found. */
  | { readonly kind: 'analysis'; readonly id: number }
  /** A repository whose open pull requests are to be read in. */
  | { readonly kind: 'repository'; readonly id: number }
  /** A repository whose `.github/sluicegate.yml` is to be read. */
  | { readonly kind: 'file'; readonly repositoryId: number }
  /** An installation whose repositories are to be read in. */
  | { readonly kind: 'installation'; readonly id: number }
  /** The installations of the app. */
  | { readonly kind: 'installations' }

export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'commit':
      return `commit:${subject.repositoryId}:${subject.sha}`
    case 'analysis':
      return `analysis:${subject.id}`
    case 'repository':
      return `repository:${subject.id}`
    case 'installation':
      return `installation:${subject.id}`
    case 'file':
      return `file:${subject.repositoryId}`
    case 'installations':
      return 'installations'
  }
}

/** Reads what `subjectKey` wrote; throws a TypeError on anything else. */
export function parseSubject(key: string): Subject {
  const [kind, a, b] = key.split(':')
  const id = Number(a)
  if (kind === 'installations') return { kind }
  if ((kind === 'analysis' || kind === 'repository' || kind === 'installation') && Number.isSafeInteger(id))
    return { kind, id }
  if (kind === 'file' && Number.isSafeInteger(id)) return { kind, repositoryId: id }
  if (kind === 'commit' && Number.isSafeInteger(id) && b) return { kind, repositoryId: id, sha: b }
  throw new TypeError(`no subject: ${key}`)
}
