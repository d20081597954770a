import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleCommit } from './sample-commits.ts'

/**
 * Writes the Cobertura report that the sample's tests would give into `coverage.xml` of the work tree. Every line of the
 * sample that is neither blank nor a comment is executable: it has no statement of several lines and no docstring.
 */
export async function writeCoverageReport(folder: string, { uncovered }: Pick<SampleCommit, 'uncovered'>) {
  const sources = (await readdir(join(folder, 'src'))).filter((file) => file.endsWith('.py')).sort()
  const classes = await Promise.all(
    sources.map(async (file) => {
      const path = `src/${file}`
      return classOf(path, await readFile(join(folder, path), 'utf8'), uncovered[path] ?? [])
    }),
  )
  const report = [
    '<?xml version="1.0" ?>',
    '<coverage version="7.10" branches-covered="0" branches-valid="0" branch-rate="0">',
    `<sources><source>${folder}</source></sources>`,
    `<packages><package name="src"><classes>${classes.join('\n')}</classes></package></packages>`,
    '</coverage>',
  ]
  await writeFile(join(folder, 'coverage.xml'), report.join('\n'))
}

function classOf(path: string, source: string, uncovered: readonly number[]): string {
  const lines = source.split('\n').flatMap((text, index) => {
    if (/^\s*(#|$)/.test(text)) return []
    const number = index + 1
    return [`<line number="${number}" hits="${uncovered.includes(number) ? 0 : 1}"/>`]
  })
  return `<class name="${path}" filename="${path}"><methods/><lines>${lines.join('')}</lines></class>`
}
