/** `enforce` blocks, `report` shows and never blocks, `off` posts nothing. */
export type Mode = 'off' | 'report' | 'enforce'

/** A fault of `.github/sluicegate.yml` with its place; lines and columns count from 1. */
export type FileFault = { readonly message: string; readonly line: number | null; readonly column: number | null }

export type FileProject = {
  readonly key: string
  /** Null: the only connection there is, else `default`. */
  readonly connection: string | null
  /** Globs of the paths that touch the project; empty: every change does. */
  readonly paths: readonly string[]
}

/** What `.github/sluicegate.yml` of the default branch says, with the defaults filled in. */
export type RepositoryFile = {
  readonly mode: Mode
  readonly projects: readonly FileProject[]
  /** Minutes until `waiting` becomes `missing`; null: what the installation says. */
  readonly waitMinutes: number | null
  readonly unusedKeys: readonly string[]
}

export const defaultRepositoryFile: RepositoryFile = {
  mode: 'enforce',
  projects: [],
  waitMinutes: null,
  unusedKeys: [],
}
