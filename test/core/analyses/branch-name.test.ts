import { expect, it } from 'vitest'
import { isBranchName } from '../../../src/core/analyses/branch-name.ts'

it.each(['main', 'release/next#1', 'feature/ä', 'v1.2', 'a'.repeat(255), 'gh-readonly-queue/main/pr-1-0dd8580eba72'])(
  'takes %j for a branch',
  (name) => {
    expect(isBranchName(name)).toBe(true)
  },
)

it.each([
  '',
  'a'.repeat(40),
  '0dd8580eba72a49b90ef69cc690ab83e21787acc',
  'mallory:main',
  'main..evil',
  'main...evil',
  'with space',
  'line\nbreak',
  '-option',
  'end.lock',
  'a~1',
  'a^',
  'x@{1}',
  'a'.repeat(256),
])('does not take %j for one, which GitHub would read as something else', (name) => {
  expect(isBranchName(name)).toBe(false)
})
