import type { FakeGitHub } from '../fakes/github/fake-github.ts'

/** The heads of pull request 2 of the recordings: 004 and 005 failed on coverage, 006 passed. */
const heads = [
  '8559a75c1a6d0d2c66e692ae77b8ff6959659471',
  'bca609830d27ad975e5aadb227bacc293f5c2558',
  '1b216e7b14d3c2073501fa63477651044e4ec1fd',
] as const

/** The repository of the recordings with its project in `.github/sluicegate.yml`, the check required on main. */
export function createRecordedRepository(gitHub: FakeGitHub, file = 'projects:\n  - key: acme-web\n'): string {
  gitHub.createRepository({ owner: 'acme', name: 'web' })
  const base = gitHub.addCommit('acme/web', {
    sha: '0dd8580eba72a49b90ef69cc690ab83e21787acc',
    files: { '.github/sluicegate.yml': file },
  })
  gitHub.push('acme/web', 'main', base)
  gitHub.requireCheck('acme/web', 'main', { context: 'Sluicegate', integrationId: gitHub.app.id })
  gitHub.installApp({ owner: 'acme', repositories: ['web'] })
  return base
}

/** Pull request 2 of the recordings, opened with its first head. */
export function openRecordedPullRequest(gitHub: FakeGitHub) {
  const base = createRecordedRepository(gitHub)
  gitHub.openPullRequest('acme/web', { head: somebodysBranch(gitHub, base), title: 'Another one' })
  gitHub.addCommit('acme/web', { sha: heads[0], parents: [base], files: { 'app.js': '1' } })
  gitHub.addCommit('acme/web', { sha: heads[1], parents: [heads[0]], files: { 'app.js': '2' } })
  gitHub.addCommit('acme/web', { sha: heads[2], parents: [heads[1]], files: { 'app.js': '3' } })
  gitHub.push('acme/web', 'feature', heads[0])
  const number = gitHub.openPullRequest('acme/web', { head: 'feature', title: 'Add clean helpers' })
  return { number, heads, base }
}

/** The recordings begin at number 2. */
function somebodysBranch(gitHub: FakeGitHub, base: string): string {
  gitHub.push('acme/web', 'docs', gitHub.addCommit('acme/web', { parents: [base], files: { 'README.md': 'Hello' } }))
  return 'docs'
}
