import type { Logger } from 'pino'
import type { GitHub } from '../flow/ports.ts'

type CheckRuns = Pick<GitHub, 'createCheckRun' | 'updateCheckRun'>

/** The same, with a line in the log for every check run that GitHub took. */
export function loggedCheckRuns(gitHub: CheckRuns, log: Logger): CheckRuns {
  return {
    async createCheckRun(repository, sha, externalId, content) {
      const id = await gitHub.createCheckRun(repository, sha, externalId, content)
      const { conclusion, title } = content
      log.info({ ...keys(repository, id), commit: sha, conclusion, title }, 'created a check run')
      return id
    },
    async updateCheckRun(repository, id, content) {
      const isThere = await gitHub.updateCheckRun(repository, id, content)
      const { conclusion, title } = content
      if (isThere) log.info({ ...keys(repository, id), conclusion, title }, 'updated a check run')
      return isThere
    },
  }
}

function keys({ owner, name }: { readonly owner: string; readonly name: string }, id: number) {
  return { repository: `${owner}/${name}`, check_run: id }
}
