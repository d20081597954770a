import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

type Entry = { readonly optionalDependencies?: Readonly<Record<string, string>> }
const { packages }: { packages: Readonly<Record<string, Entry>> } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
)

it('locks every package of another platform too: without one of them a clean install is refused', () => {
  const optional = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ at, name })),
  )

  const missing = optional.filter(
    ({ at, name }) => !(`${at}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
  )

  expect(optional.length).toBeGreaterThan(5)
  expect(missing).toEqual([])
})
