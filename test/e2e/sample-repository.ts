import { execFile } from 'node:child_process'
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeCoverageReport } from './coverage-report.ts'
import { branches, type CommitName, type SampleCommit, sampleCommit, sampleCommits } from './sample-commits.ts'

export type RepositoryCommit = {
  readonly name: CommitName
  readonly sha: string
  readonly parents: readonly string[]
  readonly message: string
  readonly at: Date
  /** The whole tree: path to text. */
  readonly files: ReadonlyMap<string, string>
}

export type SampleRepository = AsyncDisposable & {
  readonly path: string
  readonly commits: Readonly<Record<CommitName, RepositoryCommit>>
  /** Head of each branch. */
  readonly heads: Readonly<Record<keyof typeof branches, string>>
  /** Puts a commit into the work tree, with the coverage report of its tests. */
  checkout(name: CommitName): Promise<RepositoryCommit>
}

type Git = (...args: readonly string[]) => Promise<string>

const run = promisify(execFile)
const hour = 3_600_000

/** A real git repository in a temporary folder, with every commit of `sampleCommits`. */
export async function makeSampleRepository(): Promise<SampleRepository> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'sluicegate-sample-')))
  const git = gitIn(path)
  await git('init', '--quiet', '--initial-branch=main')
  await writeFile(join(path, '.git/info/exclude'), '.scannerwork/\ncoverage.xml\n')
  const made = new Map<CommitName, RepositoryCommit>()
  for (const commit of sampleCommits) made.set(commit.name, await makeCommit(path, commit, made))
  const commitNamed = (name: CommitName) => {
    const commit = made.get(name)
    if (!commit) throw new Error(`The sample repository has no commit ${name}`)
    return commit
  }
  const headOf = (names: readonly CommitName[]) => commitNamed(names.at(-1) ?? 'basket').sha
  const heads = { main: headOf(branches.main), feature: headOf(branches.feature) }
  for (const [branch, sha] of Object.entries(heads)) await git('update-ref', `refs/heads/${branch}`, sha)
  return {
    path,
    commits: {
      basket: commitNamed('basket'),
      discounts: commitNamed('discounts'),
      'tested-discounts': commitNamed('tested-discounts'),
      vouchers: commitNamed('vouchers'),
      loyalty: commitNamed('loyalty'),
      'tested-loyalty': commitNamed('tested-loyalty'),
    },
    heads,
    async checkout(name) {
      const commit = commitNamed(name)
      await git('checkout', '--quiet', '--detach', commit.sha)
      await writeCoverageReport(path, sampleCommit(name))
      return commit
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

async function makeCommit(
  path: string,
  { name, parent, message }: SampleCommit,
  made: ReadonlyMap<CommitName, RepositoryCommit>,
): Promise<RepositoryCommit> {
  const at = commitDate(parent)
  const git = gitIn(path, at)
  const parents = parent ? [made.get(parent)?.sha ?? ''] : []
  for (const sha of parents) await git('checkout', '--quiet', '--detach', sha)
  await cp(new URL(`sample-program/${name}/`, import.meta.url), path, { recursive: true })
  await git('add', '--all')
  await git('commit', '--quiet', '--message', message)
  const sha = (await git('rev-parse', 'HEAD')).trim()
  return { name, sha, parents, message, at, files: await filesAt(git, sha) }
}

/**
 * SonarQube takes as new the lines that git blames on a commit later than the last analysis of the version before, so what
 * follows the first commit is dated later than its analysis can possibly be.
 */
function commitDate(parent: CommitName | null): Date {
  return new Date(Date.now() + (parent ? hour : -365 * 24 * hour))
}

async function filesAt(git: Git, sha: string): Promise<Map<string, string>> {
  const paths = (await git('ls-tree', '-r', '--name-only', sha)).trim().split('\n')
  return new Map(await Promise.all(paths.map(async (path) => [path, await git('show', `${sha}:${path}`)] as const)))
}

// Neither the settings of this machine nor a surrounding git command (a hook) may change what is made.
function gitIn(path: string, at = new Date()): Git {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const person = { NAME: 'Ada Example', EMAIL: 'ada@example.org', DATE: at.toISOString() }
  const identity = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ])
  const env = {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(identity),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  }
  return async (...args) => (await run('git', args, { cwd: path, env })).stdout
}
