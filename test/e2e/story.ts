import { randomBytes } from 'node:crypto'
import type { CommitName } from './sample-commits.ts'
import { makeSampleRepository, type SampleRepository } from './sample-repository.ts'
import { type Scan, scan } from './sonarqube/scan.ts'
import {
  changeIssue,
  createProject,
  createWebhook,
  deleteProject,
  newIssues,
  selectQualityGate,
  setNewCode,
} from './sonarqube/sonarqube-api.ts'
import type { SonarQube } from './sonarqube/start-sonarqube.ts'

export type Story = AsyncDisposable & {
  readonly projectKey: string
  readonly repository: SampleRepository
  /** Analyses a commit as the main branch, the only one that Community Build knows. */
  analyse(commit: CommitName): Promise<Scan & { readonly sha: string }>
  /** Accepts the only open issue on new code: SonarQube evaluates the gate again, without an analysis. */
  acceptIssue(): Promise<void>
  /** Takes that back. */
  reopenIssue(): Promise<void>
}

/** A project of its own on the server, judged by Sonar way, whose webhooks go to `webhook`, and a sample repository for it. */
export async function startStory(
  sonarqube: SonarQube,
  { name, webhook }: { name: string; webhook: { readonly url: string; readonly secret: string } },
): Promise<Story> {
  const { api } = sonarqube
  const projectKey = `${name}-${randomBytes(4).toString('hex')}`
  const repository = await makeSampleRepository()
  await createProject(api, { key: projectKey, name })
  await setNewCode(api, { projectKey, type: 'PREVIOUS_VERSION' })
  await selectQualityGate(api, { projectKey, gate: 'Sonar way' })
  await createWebhook(api, { projectKey, name: 'sluicegate', ...webhook })
  const accepted: string[] = []
  return {
    projectKey,
    repository,
    async analyse(commit) {
      const { sha } = await repository.checkout(commit)
      return { sha, ...(await scan(sonarqube, { folder: repository.path, projectKey })) }
    },
    async acceptIssue() {
      const [only, another] = await newIssues(api, projectKey)
      if (!only || another) throw new Error(`${projectKey} must have exactly one open issue on new code`)
      await changeIssue(api, { issue: only.key, transition: 'accept' })
      accepted.push(only.key)
    },
    async reopenIssue() {
      const issue = accepted.pop()
      if (!issue) throw new Error(`No issue of ${projectKey} was accepted`)
      await changeIssue(api, { issue, transition: 'reopen' })
    },
    async [Symbol.asyncDispose]() {
      await deleteProject(api, projectKey)
      await repository[Symbol.asyncDispose]()
    },
  }
}
