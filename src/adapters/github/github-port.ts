import { checkRunName } from '../../core/decorations/check-run-content.ts'
import type { GitHub } from '../../flow/ports.ts'
import { checkRuns } from './check-runs.ts'
import { isStatus } from './fault-of.ts'
import type { Calls } from './installation-clients.ts'
import { largestFile } from './parse-repository-file.ts'
import { readPullRequest } from './pull-request.ts'
import { readRepository } from './repository.ts'
import { type RequiredChecks, requiredChecks } from './required-checks.ts'

/** GitHub lists at most 250 commits of a pull request. */
const mostPages = 100

export function gitHubPort(
  calls: Calls,
  app: { readonly id: number; readonly now: () => number },
): GitHub & RequiredChecks {
  return {
    ...checkRuns(calls, app),
    ...requiredChecks(calls, { ...app, check: checkRunName }),
    async installations() {
      const found = await calls.asApp((client) =>
        client.paginate(client.rest.apps.listInstallations, { per_page: 100 }),
      )
      return found.map(({ id, account, suspended_at }) => ({
        id,
        account: account !== null && 'login' in account ? account.login : '',
        suspended: Boolean(suspended_at),
      }))
    },
    async repositoriesOf(installationId) {
      const found = await calls.read(installationId, (client) =>
        client.paginate(client.rest.apps.listReposAccessibleToInstallation, { per_page: mostPages }),
      )
      return found.map((repository) => readRepository(repository, installationId))
    },
    repository: ({ owner, name, installationId }) =>
      orNull(async () => {
        const { data } = await calls.read(installationId, (client) => client.rest.repos.get({ owner, repo: name }))
        return readRepository(data, installationId)
      }),
    async openPullRequests({ owner, name, installationId }) {
      const found = await calls.read(installationId, (client) =>
        client.paginate(client.rest.pulls.list, { owner, repo: name, state: 'open', per_page: mostPages }),
      )
      return found.map(readPullRequest)
    },
    pullRequest: ({ owner, name, installationId }, number) =>
      orNull(async () => {
        const { data } = await calls.read(installationId, (client) =>
          client.rest.pulls.get({ owner, repo: name, pull_number: number }),
        )
        return readPullRequest(data)
      }),
    async pullRequestCommits({ owner, name, installationId }, number) {
      const found = await calls.read(installationId, (client) =>
        client.paginate(client.rest.pulls.listCommits, {
          owner,
          repo: name,
          pull_number: number,
          per_page: mostPages,
        }),
      )
      return new Set(found.map(({ sha }) => sha.toLowerCase()))
    },
    parents: ({ owner, name, installationId }, sha) =>
      orNull(async () => {
        const { data } = await calls.read(installationId, (client) =>
          client.rest.repos.getCommit({ owner, repo: name, ref: sha, per_page: 1 }),
        )
        return data.parents.map((parent) => parent.sha.toLowerCase())
      }),
    async isOnBranch({ owner, name, installationId }, branch, sha) {
      const status = await orNull(async () => {
        const { data } = await calls.read(installationId, (client) =>
          client.rest.repos.compareCommitsWithBasehead({
            owner,
            repo: name,
            basehead: `${sha}...${branch}`,
            per_page: 1,
          }),
        )
        return data.status
      })
      // The branch is ahead of the commit, or at it: the commit is in its history.
      return status === 'ahead' || status === 'identical'
    },
    file: ({ owner, name, installationId }, path) =>
      orNull(async () => {
        const { data } = await calls.read(installationId, (client) =>
          client.rest.repos.getContent({ owner, repo: name, path }),
        )
        if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return null
        // From a megabyte on GitHub tells of a file without its content: no empty file, but one to be refused for its size.
        if (data.encoding === 'none') return '#'.repeat(largestFile + 1)
        return Buffer.from(data.content, 'base64').toString('utf8')
      }),
  }
}

/** GitHub answers 404 both to what is not there and to what is hidden from us; a commit that is no commit is a 422. */
async function orNull<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request()
  } catch (fault) {
    if (isStatus(fault, 404) || isStatus(fault, 422) || isStatus(fault, 409)) return null
    throw fault
  }
}
