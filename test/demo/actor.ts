import { type Check, checkOf } from '../scenarios/world.ts'
import { repository } from './demo-repository.ts'
import type { Narrator, Tone } from './narrator.ts'
import type { Stage } from './open-stage.ts'
import { tableIn } from './table-in.ts'

export type Conclusion = 'success' | 'failure' | null

export type Actor = ReturnType<typeof actor>

/** What happens in the demo, each told as it really came out; throws a sentence when it did not come out. */
export function actor({ gitHub, deliver }: Stage, tell: Narrator) {
  return {
    /** SonarQube's recorded webhook arrives. */
    async webhook(label: string): Promise<void> {
      const status = await deliver(label)
      if (status !== 202)
        throw new Error(`Sluicegate answered ${status} to the recorded webhook ${label}, and not 202.`)
      tell.fact('webhook', `${label}, answered ${status}`)
    },

    /** Waits until GitHub shows the conclusion on the commit, and tells what the check says. */
    async check(sha: string, conclusion: Conclusion): Promise<Check> {
      const wanted = conclusion ?? 'in progress'
      const check = await gitHub.until(() => checkOf(gitHub, repository, sha, conclusion), {
        what: `The check of commit ${sha.slice(0, 7)} becoming "${wanted}"`,
      })
      tell.fact('check', `${check.conclusion ?? 'in progress'}: ${check.title}`, toneOf(conclusion))
      if (conclusion === 'failure') tell.table(tableIn(check.summary))
      return check
    },

    /** Tells whether GitHub would merge, in its words. */
    merge(number: number, wanted: 'blocked' | 'clean'): void {
      const { state, reasons } = gitHub.mergeState(repository, number)
      if (state !== wanted) throw new Error(`The merge of pull request #${number} is ${state}, and not ${wanted}.`)
      const said = state === 'clean' ? 'free' : `blocked: ${reasons.join(' ')}`
      tell.fact('merge', said, state === 'clean' ? 'good' : 'bad')
    },

    /** Presses the button on the pull request's page. */
    async pressMerge(number: number, wanted: 200 | 405): Promise<void> {
      const response = await fetch(`${pullRequestUrl(gitHub.htmlUrl, number)}/merge`, { method: 'POST' })
      await response.body?.cancel()
      const { status } = response
      if (status !== wanted) throw new Error(`GitHub answered ${status} to the merge of #${number}, and not ${wanted}.`)
      const outcome = status === 200 ? 'merged' : 'refused'
      tell.fact('button', `pressed, GitHub answered ${status}: ${outcome}`, status === 200 ? 'good' : 'bad')
    },

    pullRequestPage: (number: number) => tell.fact('on GitHub', pullRequestUrl(gitHub.htmlUrl, number)),
    commitPage: ({ detailsUrl }: Check) => tell.fact('details', detailsUrl),
  }
}

export function pullRequestUrl(gitHubUrl: string, number: number): string {
  return `${gitHubUrl}/${repository}/pull/${number}`
}

function toneOf(conclusion: Conclusion): Tone {
  if (conclusion === null) return 'wait'
  return conclusion === 'success' ? 'good' : 'bad'
}
