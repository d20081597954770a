import { Octokit } from '@octokit/rest'
import { type FakeGitHub, type FakeGitHubOptions, startFakeGitHub } from './fake-github.ts'
import type { Permissions } from './world.ts'

/** acme/shop with the app installed, a pull request from `feature` into `main`, and a client that acts as the app. */
export async function scene(options: FakeGitHubOptions & { readonly permissions?: Permissions } = {}) {
  const fake = await startFakeGitHub(options)
  const repo = fake.createRepository({ owner: 'acme', name: 'shop', files: { 'README.md': '# shop\n' } })
  const installation = fake.installApp({
    owner: 'acme',
    repositories: ['shop'],
    ...(options.permissions && { permissions: options.permissions }),
  })
  const head = fake.addCommit(repo, { files: { 'src/cart.ts': 'export const total = 1\n' } })
  fake.push(repo, 'feature', head)
  const number = fake.openPullRequest(repo, { head: 'feature', title: 'Add a cart' })
  return {
    fake,
    repo,
    installation,
    head,
    number,
    at: { owner: 'acme', repo: 'shop' },
    github: clientOf(fake, fake.tokenFor(installation)),
    [Symbol.asyncDispose]: () => fake.close(),
  }
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export function clientOf(fake: Pick<FakeGitHub, 'url'>, auth: string): Octokit {
  return new Octokit({ baseUrl: fake.url, auth, log: silent })
}
