import type { FakeGitHub } from '../fakes/github/fake-github.ts'

/** Commits of the recordings' repository. */
export const recordedShas = {
  mainFirst: 'db7a7602f6031e56c32a2d34c76f2808e4c4e563',
  mainSecond: '0dd8580eba72a49b90ef69cc690ab83e21787acc',
  /** Pull request 2: 004 and 005 failed on coverage, 006 passed. */
  pull2: [
    '8559a75c1a6d0d2c66e692ae77b8ff6959659471',
    'bca609830d27ad975e5aadb227bacc293f5c2558',
    '1b216e7b14d3c2073501fa63477651044e4ec1fd',
  ],
  pull5: ['646eebe8b460b3e0bb67c288555f8108f42debdc'],
  pull5Merge: '2ebaa2cb077432fd981db863177f650d7bf0fe0b',
  pull7: ['21017e89e825728ce9540718a6eb02d0a60a718b'],
} as const

export type RecordedRepository = {
  /** The repository's file; null for none, and the project is then learned. */
  readonly file?: string | null
  readonly required?: boolean
}

/** The repository of the recordings, with its project in `.github/sluicegate.yml` and the check required on main. */
export function createRecordedRepository(
  gitHub: FakeGitHub,
  { file = 'projects:\n  - key: acme-web\n', required = true }: RecordedRepository = {},
): void {
  gitHub.createRepository({ owner: 'acme', name: 'web' })
  gitHub.addCommit('acme/web', { sha: recordedShas.mainFirst })
  gitHub.addCommit('acme/web', {
    sha: recordedShas.mainSecond,
    parents: [recordedShas.mainFirst],
    files: file === null ? {} : { '.github/sluicegate.yml': file },
  })
  gitHub.push('acme/web', 'main', recordedShas.mainSecond)
  if (required) gitHub.requireCheck('acme/web', 'main', { context: 'Sluicegate', integrationId: gitHub.app.id })
}

/** Opens a pull request under its recorded number, on a branch of its own, with its first head. */
export function openRecordedPullRequest(
  gitHub: FakeGitHub,
  number: number,
  heads: readonly string[],
  { base = 'main' }: { readonly base?: string } = {},
): void {
  let parent: string = recordedShas.mainSecond
  for (const sha of heads) {
    gitHub.addCommit('acme/web', { sha, parents: [parent], files: { 'app.js': sha } })
    parent = sha
  }
  gitHub.push('acme/web', `feature-${number}`, heads[0] ?? parent)
  gitHub.openPullRequest('acme/web', { number, head: `feature-${number}`, base, title: 'Add clean helpers' })
}

export function install(gitHub: FakeGitHub): number {
  return gitHub.installApp({ owner: 'acme', repositories: ['web'] })
}
