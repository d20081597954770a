import { expect, it } from 'vitest'
import { readPush } from '../../../src/adapters/github/push.ts'

const repository = { id: 1, owner: 'acme', name: 'web', installationId: 2, defaultBranch: 'main' }
const after = 'A'.repeat(40)
const file = '.github/sluicegate.yml'
const commit = (id: string, files: { added?: string[]; modified?: string[]; removed?: string[] } = {}) => ({
  id,
  ...files,
})
const push = {
  ref: 'refs/heads/feature/x',
  after,
  deleted: false,
  forced: false,
  commits: [commit('B'.repeat(40)), commit(after)],
}

it('names the branch and every commit once, in lower case', () => {
  expect(readPush(push, repository)).toEqual({
    kind: 'push',
    repository,
    branch: 'feature/x',
    commits: ['a'.repeat(40), 'b'.repeat(40)],
    touchesFile: false,
  })
})

it.each([
  ['a tag', { ref: 'refs/tags/v1' }],
  ['a branch that was deleted', { deleted: true, after: '0'.repeat(40), commits: [] }],
])('is nothing for %s', (_, change) => {
  expect(readPush({ ...push, ...change }, repository)).toBeNull()
})

it.each([
  ['adds the file', { commits: [commit(after, { added: ['a.ts', file] })] }],
  ['changes the file', { commits: [commit('c'.repeat(40), { modified: [file] }), commit(after)] }],
  ['removes the file', { commits: [commit(after, { removed: [file] })] }],
  ['is forced, since what it took away is not told', { forced: true }],
  ['tells of no commits', { commits: [] }],
  ['is so large that GitHub leaves commits out', { commits: Array.from({ length: 2000 }, () => commit(after)) }],
])('may have changed the file when it %s', (_, change) => {
  expect(readPush({ ...push, ...change }, repository)).toMatchObject({ touchesFile: true })
})

it('is not misled by a file of the same name elsewhere', () => {
  const commits = [commit(after, { added: [`docs/${file}`], modified: ['.github/sluicegate.yaml'] })]

  expect(readPush({ ...push, commits }, repository)).toMatchObject({ touchesFile: false })
})
