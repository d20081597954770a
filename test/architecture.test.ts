import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { expect, it } from 'vitest'

/** Which rooms each room may look into. The first that fits a file is its room. */
const rooms: ReadonlyArray<readonly [room: string, mayImport: readonly string[]]> = [
  ['src/core/', ['src/core/']],
  ['src/flow/', ['src/flow/', 'src/core/']],
  ['src/adapters/github/', ['src/adapters/github/', 'src/flow/', 'src/core/']],
  ['src/adapters/sonarqube/', ['src/adapters/sonarqube/', 'src/flow/', 'src/core/']],
  ['src/adapters/store/', ['src/adapters/store/', 'src/flow/', 'src/core/', 'migrations/']],
  ['src/adapters/metrics/', ['src/adapters/metrics/', 'src/flow/', 'src/core/']],
  ['src/web/', ['src/web/', 'src/flow/', 'src/core/']],
  ['src/config', ['src/config']],
  ['src/logging', ['src/logging', 'src/config']],
  ['src/version', ['package.json']],
  ['src/compose', ['src/']],
  ['src/cli', ['src/', 'test/demo/']],
  ['src/main.ts', ['src/']],
  ['migrations/', ['migrations/']],
]

const doors = ['src/main.ts', 'src/cli']

const files = ['src', 'migrations']
  .flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => join(root, file)))
  .filter((file) => file.endsWith('.ts'))

const imports = files.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^|\s)(?:import|export)\b[^'"`;]*?from '([^']+)'|import\(\s*'([^']+)'|^import '([^']+)'/gm,
    ),
  ].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? ''
    return { file, to: specifier.startsWith('.') ? join(dirname(file), specifier) : specifier }
  }),
)

function roomOf(file: string) {
  return rooms.find(([room]) => file.startsWith(room))
}

it('sees the source tree', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(imports.length).toBeGreaterThan(150)
})

it('knows the room of every file', () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
})

it('points every import down', () => {
  const upward = imports.filter(({ file, to }) => {
    if (!/^(src|migrations|test|package)/.test(to)) return false
    return !roomOf(file)?.[1].some((allowed) => to.startsWith(allowed))
  })
  expect(upward).toEqual([])
})

it('lets nobody import the doors but the doors', () => {
  const inward = imports.filter(
    ({ file, to }) => doors.some((door) => to.startsWith(door)) && !doors.some((door) => file.startsWith(door)),
  )
  expect(inward).toEqual([])
})

it('keeps packages and Node out of core and flow', () => {
  const leaks = imports.filter(({ file, to }) => /^src\/(core|flow)\//.test(file) && !/^src\//.test(to))
  expect(leaks).toEqual([])
})

it('keeps SonarQube and GitHub in their own rooms', () => {
  const strangers = imports.filter(
    ({ file, to }) =>
      (/^(probot|@octokit\/)/.test(to) && !/^src\/(adapters\/github|compose)/.test(file)) ||
      (/^(kysely|better-sqlite3)/.test(to) && !/^(src\/adapters\/store|src\/compose|migrations)\//.test(file)),
  )
  expect(strangers).toEqual([])
})

it('leaves the environment to the doors', () => {
  const readers = files.filter(
    (file) => /process\.env/.test(readFileSync(file, 'utf8')) && !doors.some((door) => file.startsWith(door)),
  )
  expect(readers).toEqual([])
})

it('keeps files short enough to be read at one sitting', () => {
  const long = files.filter(
    (file) => !file.includes('/generated/') && readFileSync(file, 'utf8').split('\n').length > 250,
  )
  expect(long).toEqual([])
})
