import {
  type Annotation,
  type AppRecord,
  type CheckRun,
  type CheckSuite,
  iso,
  type JsonObject,
  type Repository,
  runsOn,
  type World,
} from '../world.ts'
import { nodeId } from './account-json.ts'
import { appJson } from './app-json.ts'
import { plainCommitJson } from './commit-json.ts'
import { minimalPullRequests } from './pull-request-json.ts'
import { repositoryJson, repositoryPage, repositoryUrl } from './repository-json.ts'

export function checkRunJson(world: World, repository: Repository, run: CheckRun): JsonObject {
  const { id, state, headSha, suiteId } = run
  const url = `${repositoryUrl(world, repository)}/check-runs/${id}`
  const page = `${repositoryPage(world, repository)}/runs/${id}`
  return {
    id,
    name: state.name,
    node_id: nodeId('CheckRun', id),
    head_sha: headSha,
    external_id: state.externalId,
    url,
    html_url: page,
    details_url: state.detailsUrl ?? page,
    status: state.status,
    conclusion: state.conclusion,
    started_at: state.startedAt,
    completed_at: state.completedAt,
    output: {
      title: state.title,
      summary: state.summary,
      text: state.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suiteId },
    app: appJson(world, appOf(world, run.appId)),
    pull_requests: minimalPullRequests(world, repository, headSha),
  }
}

/** The run of a webhook, which carries its suite. */
export function checkRunEventJson(world: World, repository: Repository, run: CheckRun): JsonObject {
  const suite = world.checkSuites.get(run.suiteId)
  return { ...checkRunJson(world, repository, run), check_suite: suite ? plainSuite(world, repository, suite) : null }
}

export function annotationJson(
  world: World,
  repository: Repository,
  run: CheckRun,
  annotation: Annotation,
): JsonObject {
  const blob = `${repositoryPage(world, repository)}/blob/${run.headSha}/${encodeURI(annotation.path)}`
  return { ...annotation, blob_href: blob }
}

/** The suite of a webhook. */
export function checkSuiteJson(world: World, repository: Repository, suite: CheckSuite): JsonObject {
  const url = `${repositoryUrl(world, repository)}/check-suites/${suite.id}`
  const commit = repository.commits.get(suite.headSha)
  const runs = runsOf(world, repository, suite)
  return {
    ...plainSuite(world, repository, suite),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    head_commit: commit ? plainCommitJson(commit) : null,
    rerequestable: true,
    runs_rerequestable: true,
  }
}

function plainSuite(world: World, repository: Repository, suite: CheckSuite): JsonObject {
  const runs = runsOf(world, repository, suite)
  const isCompleted = runs.length > 0 && runs.every(({ state }) => state.status === 'completed')
  const failed = runs.find(({ state }) => !['success', 'neutral', 'skipped'].includes(state.conclusion ?? ''))
  return {
    id: suite.id,
    node_id: nodeId('CheckSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: isCompleted ? 'completed' : 'queued',
    conclusion: isCompleted ? (failed?.state.conclusion ?? 'success') : null,
    url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}`,
    before: suite.before,
    after: suite.headSha,
    pull_requests: minimalPullRequests(world, repository, suite.headSha),
    app: appJson(world, appOf(world, suite.appId)),
    created_at: iso(suite.createdAt),
    updated_at: iso(suite.createdAt),
    repository: repositoryJson(world, repository),
  }
}

function runsOf(world: World, repository: Repository, suite: CheckSuite): CheckRun[] {
  return runsOn(world, repository, suite.headSha).filter(({ suiteId }) => suiteId === suite.id)
}

function appOf(world: World, id: number): AppRecord {
  const app = world.apps.get(id)
  if (!app) throw new Error(`The fake GitHub knows no app ${id}`)
  return app
}
