import type { AnalysisReport } from '../core/analyses/analysis.ts'
import type { GitHubDelivery } from '../flow/take-in/github-event.ts'

/** What every line about a GitHub delivery carries. */
export function gitHubLogKeys({ id, name, event }: GitHubDelivery): Record<string, unknown> {
  const repository = 'repository' in event ? `${event.repository.owner}/${event.repository.name}` : undefined
  return { delivery: id, event: name, repository, ...subjectOf(event) }
}

function subjectOf(event: GitHubDelivery['event']): Record<string, unknown> {
  switch (event.kind) {
    case 'pull_request':
      return { pull_request: event.pullRequest.number, commit: event.pullRequest.head }
    case 'push':
      return { branch: event.branch, commit: event.commits[0] }
    case 'recheck':
    case 'merge_group':
      return { commit: event.sha }
    case 'installation':
      return { installation: event.installationId, state: event.state }
    default:
      return {}
  }
}

/** What every line about a SonarQube delivery carries. */
export function sonarQubeLogKeys(connection: string, report: AnalysisReport): Record<string, unknown> {
  const { scope, project, revision, taskId } = report
  const on = scope.kind === 'pull_request' ? { pull_request: scope.key } : { branch: scope.name }
  return { connection, project: project.key, task: taskId, ...on, commit: revision }
}
