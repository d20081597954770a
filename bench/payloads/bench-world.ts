import { type FakeGitHub, startFakeGitHub } from '../../test/fakes/github/fake-github.ts'

/** A repository with open pull requests, each with a push behind it. */
export type BenchRepository = { readonly name: string; readonly project: string; readonly pulls: readonly number[] }

export type BenchWorld = AsyncDisposable & {
  readonly gitHub: FakeGitHub
  readonly repositories: readonly BenchRepository[]
}

export type WorldSize = { readonly owners: number; readonly repositories: number; readonly pulls: number }

/** A GitHub with one installation for each owner, and a SonarQube project named in the file of each repository. */
export async function buildWorld({ owners, repositories, pulls }: WorldSize): Promise<BenchWorld> {
  const gitHub = await startFakeGitHub({ validate: false })
  const built: BenchRepository[] = []
  for (let o = 0; o < owners; o++) {
    for (let r = 0; r < repositories; r++) {
      const project = `project-${o}-${r}`
      const files = { 'README.md': '# Bench\n', '.github/sluicegate.yml': `projects:\n  - key: ${project}\n` }
      gitHub.createRepository({ owner: `owner-${o}`, name: `repository-${r}`, files })
      built.push({
        name: `owner-${o}/repository-${r}`,
        project,
        pulls: Array.from({ length: pulls }, (_, at) => at + 1),
      })
    }
    gitHub.installApp({ owner: `owner-${o}`, repositories: 'all' })
  }
  for (const { name, pulls } of built) for (const number of pulls) openPullRequest(gitHub, name, number)
  return { gitHub, repositories: built, [Symbol.asyncDispose]: () => gitHub.close() }
}

function openPullRequest(gitHub: FakeGitHub, repository: string, number: number): void {
  const branch = branchOf(number)
  gitHub.push(repository, branch, freshCommit(gitHub, repository))
  gitHub.openPullRequest(repository, { head: branch, title: `Add the feature ${number}` })
}

export function branchOf(number: number): string {
  return `feature-${number}`
}

/** A commit on top of the default branch. */
export function freshCommit(gitHub: FakeGitHub, repository: string): string {
  return gitHub.addCommit(repository, { parents: [gitHub.headOf(repository)] })
}
