import { describe, expect, it } from 'vitest'
import { parseRepositoryFile } from '../../../src/adapters/github/parse-repository-file.ts'
import { nockedGitHub, repository, sha } from './nocked.ts'

const gitHub = nockedGitHub()

const listed = (id: number) => ({
  id,
  name: `repo-${id}`,
  owner: { login: 'acme' },
  default_branch: 'main',
  private: true,
})
const pull = (number: number) => ({
  number,
  state: 'open',
  draft: number % 2 === 0,
  user: number === 3 ? null : { login: 'octocat' },
  updated_at: '2026-11-22T22:25:30Z',
  head: { sha: sha.toUpperCase(), ref: 'feature', repo: number === 3 ? null : { id: 1 } },
  base: { sha, ref: 'main', repo: { id: 1 } },
})

it('reads in a thousand repositories, page by page', async () => {
  const path = '/installation/repositories'
  const interceptors = gitHub.installation()
  for (let page = 1; page <= 10; page++) {
    const repositories = Array.from({ length: 100 }, (_, index) => listed((page - 1) * 100 + index))
    const query = page === 1 ? { per_page: 100 } : { per_page: 100, page }
    const headers = page < 10 ? gitHub.next(path, `per_page=100&page=${page + 1}`) : {}
    interceptors.get(path).query(query).reply(200, { total_count: 1000, repositories }, headers)
  }

  const found = await gitHub.port.repositoriesOf(7)

  expect(found).toHaveLength(1000)
  expect(found[999]).toEqual({ id: 999, owner: 'acme', name: 'repo-999', installationId: 7, defaultBranch: 'main' })
})

it('reads in 250 open pull requests, page by page', async () => {
  const path = '/repos/acme/web/pulls'
  const interceptors = gitHub.installation()
  for (const [page, size] of [
    [1, 100],
    [2, 100],
    [3, 50],
  ] as const) {
    const pulls = Array.from({ length: size }, (_, index) => pull((page - 1) * 100 + index + 1))
    const query = { state: 'open', per_page: 100, ...(page > 1 && { page }) }
    const headers = page < 3 ? gitHub.next(path, `state=open&per_page=100&page=${page + 1}`) : {}
    interceptors.get(path).query(query).reply(200, pulls, headers)
  }

  const found = await gitHub.port.openPullRequests(repository)

  expect(found.map(({ number }) => number)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1))
  expect(found[0]).toMatchObject({ head: sha, draft: false, author: 'octocat', fromFork: false })
})

it('knows a pull request whose fork and author are gone', async () => {
  gitHub.installation().get('/repos/acme/web/pulls/3').reply(200, pull(3))

  expect(await gitHub.port.pullRequest(repository, 3)).toMatchObject({ number: 3, author: null, fromFork: true })
})

it('gives nothing of a list whose second page fails', async () => {
  const path = '/repos/acme/web/pulls'
  gitHub
    .installation()
    .get(path)
    .query({ state: 'open', per_page: 100 })
    .reply(200, [pull(1)], gitHub.next(path, 'state=open&per_page=100&page=2'))
    .get(path)
    .query({ state: 'open', per_page: 100, page: 2 })
    .reply(502)

  await expect(gitHub.port.openPullRequests(repository)).rejects.toMatchObject({ code: 'unavailable' })
})

it('lists where the app is installed, suspended or not', async () => {
  gitHub
    .app()
    .get('/app/installations')
    .query({ per_page: 100 })
    .reply(200, [
      { id: 7, account: { login: 'acme' }, suspended_at: null },
      { id: 8, account: { slug: 'an-enterprise' }, suspended_at: '2026-11-22T22:25:30Z' },
      { id: 9, account: null },
    ])

  expect(await gitHub.port.installations()).toEqual([
    { id: 7, account: 'acme', suspended: false },
    { id: 8, account: '', suspended: true },
    { id: 9, account: '', suspended: false },
  ])
})

describe('the file of the default branch', () => {
  const path = '/repos/acme/web/contents/.github%2Fsluicegate.yml'
  const name = '.github/sluicegate.yml'
  const file = (text: string) => ({
    type: 'file',
    encoding: 'base64',
    // GitHub breaks its lines.
    content: Buffer.from(text)
      .toString('base64')
      .replaceAll(/(.{60})/g, '$1\n'),
  })

  it('is read as it stands, in any script', async () => {
    const text = `# ${'грюн 漢字 🎉 '.repeat(30)}\nmode: off\n`
    gitHub.installation().get(path).reply(200, file(text))

    expect(await gitHub.port.file(repository, name)).toBe(text)
  })

  it.each([
    ['there is none', 404, { message: 'Not Found' }],
    ['it is a folder', 200, [file('')]],
    ['it is a link to elsewhere', 200, { type: 'symlink', target: '/etc/passwd' }],
    ['it is a submodule', 200, { type: 'submodule' }],
  ])('is none when %s', async (_, status, body) => {
    gitHub.installation().get(path).reply(status, body)

    expect(await gitHub.port.file(repository, name)).toBeNull()
  })

  it('is too large to be read, and no empty file, when GitHub leaves its content out', async () => {
    gitHub.installation().get(path).reply(200, { type: 'file', encoding: 'none', content: '', size: 2_000_000 })

    const text = await gitHub.port.file(repository, name)

    expect(parseRepositoryFile(text ?? '').faults).toMatchObject([{ message: expect.stringContaining('larger than') }])
  })

  it.each([403, 500])('is unknown, and not absent, when GitHub answers %i', async (status) => {
    gitHub.installation().get(path).reply(status, { message: 'No' })

    await expect(gitHub.port.file(repository, name)).rejects.toMatchObject({ name: 'OutsideFault' })
  })

  it('is unknown, and not absent, when the installation has no token any more', async () => {
    gitHub.app().post('/app/installations/7/access_tokens').reply(404, { message: 'Not Found' })

    await expect(gitHub.port.file(repository, name)).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('questions about commits', () => {
  it('answers the parents of a commit, and null for what is none', async () => {
    gitHub
      .installation()
      .get(`/repos/acme/web/commits/${sha}`)
      .query({ per_page: 1 })
      .reply(200, { parents: [{ sha: 'B'.repeat(40) }, { sha: 'c'.repeat(40) }] })
      .get('/repos/acme/web/commits/unknown')
      .query({ per_page: 1 })
      .reply(422, { message: 'No commit found for SHA: unknown' })

    expect(await gitHub.port.parents(repository, sha)).toEqual(['b'.repeat(40), 'c'.repeat(40)])
    expect(await gitHub.port.parents(repository, 'unknown')).toBeNull()
  })

  it.each([
    ['ahead', true],
    ['identical', true],
    ['behind', false],
    ['diverged', false],
  ])('takes a branch that is %s for one with the commit: %s', async (status, expected) => {
    gitHub
      .installation()
      .get(`/repos/acme/web/compare/${sha}...release%2F1.x`)
      .query({ per_page: 1 })
      .reply(200, { status })

    expect(await gitHub.port.isOnBranch(repository, 'release/1.x', sha)).toBe(expected)
  })

  it('takes a branch or commit that is not there for one without the commit', async () => {
    gitHub.installation().get(`/repos/acme/web/compare/${sha}...gone`).query({ per_page: 1 }).reply(404)

    expect(await gitHub.port.isOnBranch(repository, 'gone', sha)).toBe(false)
  })

  it('lists the commits of a pull request, in lower case', async () => {
    const path = '/repos/acme/web/pulls/2/commits'
    gitHub
      .installation()
      .get(path)
      .query({ per_page: 100 })
      .reply(200, [{ sha: 'A'.repeat(40) }], gitHub.next(path, 'per_page=100&page=2'))
      .get(path)
      .query({ per_page: 100, page: 2 })
      .reply(200, [{ sha: 'b'.repeat(40) }])

    expect(await gitHub.port.pullRequestCommits(repository, 2)).toEqual(new Set(['a'.repeat(40), 'b'.repeat(40)]))
  })

  it('knows a repository by its newest name, and null where it is gone', async () => {
    gitHub
      .installation()
      .get('/repos/acme/web')
      .reply(200, { ...listed(1), name: 'renamed' })
      .get('/repos/acme/web')
      .reply(404)

    expect(await gitHub.port.repository(repository)).toMatchObject({ id: 1, name: 'renamed', installationId: 7 })
    expect(await gitHub.port.repository(repository)).toBeNull()
  })
})
