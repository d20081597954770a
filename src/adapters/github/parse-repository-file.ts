import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { FileFault, RepositoryFile } from '../../core/verdicts/repository-file.ts'
import type { ParseRepositoryFile } from '../../flow/ports.ts'
import { RepositoryFileSchema } from './repository-file-schema.ts'

/** In characters. */
export const largestFile = 100_000

/** Reads `.github/sluicegate.yml`, with every fault at its line. */
export const parseRepositoryFile: ParseRepositoryFile = (text) => {
  if (text.length > largestFile)
    return refused([{ message: 'The file is larger than 100,000 characters.', line: null, column: null }])
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2' })
  if (document.errors.length > 0) {
    return refused(document.errors.map(({ message, pos }) => at(lines, pos[0], wordsOf(message))))
  }
  const plain = toPlain(document)
  if (plain === undefined) return refused([at(lines, 0, unplain)])
  const parsed = RepositoryFileSchema.safeParse(plain)
  if (!parsed.success) return refused(parsed.error.issues.flatMap((issue) => faultsOf(document, lines, issue)))
  return { file: toRepositoryFile(parsed.data), faults: [] }
}

function refused(faults: readonly FileFault[]) {
  return { file: null, faults: faults.slice(0, 20) }
}

/** Without the excerpt and the place, which are shown beside it. */
function wordsOf(message: string): string {
  if (message.startsWith('Maximum call stack')) return 'Here are too many levels.'
  return message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? message
}

const unplain =
  'The file has an alias (`*name`) of nothing, too many aliases, or too many levels. Write out what they stand for.'

/** Aliases are refused beyond a few: a file of a kilobyte can expand to gigabytes. */
function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 })
  } catch {
    return undefined
  }
}

function toRepositoryFile(file: z.infer<typeof RepositoryFileSchema>): RepositoryFile {
  const { mode = 'enforce', projects = [], 'wait-minutes': waitMinutes = null, ...rest } = file ?? {}
  const paths = projects.some((project) => project.paths.length > 0) ? ['projects.paths'] : []
  return {
    mode,
    projects: projects.map(({ key, connection = null, paths: globs }) => ({ key, connection, paths: globs })),
    waitMinutes,
    unusedKeys: [...Object.keys(rest).filter((key) => rest[key as keyof typeof rest] !== undefined), ...paths],
  }
}

function faultsOf(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): readonly FileFault[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      at(lines, offsetOfKey(document, path, key), `\`${[...path, key].join('.')}\` is not a key of this file.`),
    )
  }
  const where = path.length === 0 ? 'The file' : `\`${path.join('.')}\``
  return [at(lines, offsetOf(document, path), `${where}: ${issue.message}`)]
}

/** Where the key stands: its value may begin further down. */
function offsetOfKey(document: Document, path: readonly (string | number)[], key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true)
  const pairs = isMap(map) ? map.items : []
  const found = pairs.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
  return isScalar(found?.key) && found.key.range ? found.key.range[0] : offsetOf(document, path)
}

/** Where the node stands, or the nearest one around it that has a place. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function at(lines: LineCounter, offset: number, message: string): FileFault {
  const { line, col } = lines.linePos(offset)
  return { message, line, column: col }
}
