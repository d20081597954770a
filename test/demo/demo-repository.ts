import type { FakeGitHub } from '../fakes/github/fake-github.ts'
import { recordedShas } from '../scenarios/recorded-pull-request.ts'
import { recordedRevision } from '../scenarios/recorded-webhooks.ts'

export const repository = 'acme/web'

/** A head of a pull request, and the recorded analysis of it. */
export type DemoHead = { readonly sha: string; readonly message: string }

export type DemoPullRequest = {
  readonly number: number
  readonly title: string
  readonly branch: string
  readonly body: string
  /** Oldest first. */
  readonly heads: readonly [DemoHead, ...DemoHead[]]
}

const [first, second, third] = recordedShas.pull2

export const helpers: DemoPullRequest = {
  number: 2,
  title: 'Add helpers for async routes',
  branch: 'async-helpers',
  body: 'Wraps the route handlers, so that a rejected promise ends in the error page. Tests come next.',
  heads: [
    { sha: first, message: 'Add helpers for async routes' },
    { sha: second, message: 'Test most of the helpers' },
    { sha: third, message: 'Test the rest of the helpers' },
  ],
}

export const reviewed: DemoPullRequest = {
  number: 7,
  title: 'Read the body limit from the settings',
  branch: 'body-limit',
  body: 'Two new issues are left, and both are fine as they are.',
  heads: [{ sha: recordedShas.pull7[0], message: 'Read the body limit from the settings' }],
}

export const generated: DemoPullRequest = {
  number: 13,
  title: 'Copy the parser in',
  branch: 'copy-parser',
  body: 'We need it in one file. It works on my machine.',
  heads: [{ sha: recordedRevision('sonarqube-26.4-pull-requests', '018'), message: 'Copy the parser in' }],
}

/** The repository of the recorded analyses, with Sluicegate installed and its check required on main. */
export function createDemoRepository(gitHub: FakeGitHub): void {
  const { mainFirst, mainSecond } = recordedShas
  const files = { '.github/sluicegate.yml': 'projects:\n  - key: acme-web\n' }
  gitHub.createRepository({ owner: 'acme', name: 'web', sha: mainFirst })
  gitHub.installApp({ owner: 'acme', repositories: ['web'] })
  gitHub.requireCheck(repository, 'main', { context: 'Sluicegate', integrationId: gitHub.app.id })
  gitHub.addCommit(repository, { sha: mainSecond, message: 'Name the SonarQube project', files })
  gitHub.push(repository, 'main', mainSecond)
}

/** Opens the pull request with its first head; the others are there to be pushed. */
export function openDemoPullRequest(gitHub: FakeGitHub, { number, title, branch, body, heads }: DemoPullRequest): void {
  let parent: string = recordedShas.mainSecond
  for (const { sha, message } of heads) {
    gitHub.addCommit(repository, { sha, message, parents: [parent], files: { 'lib/app.js': sha } })
    parent = sha
  }
  gitHub.push(repository, branch, heads[0].sha)
  gitHub.openPullRequest(repository, { number, title, body, head: branch })
}
