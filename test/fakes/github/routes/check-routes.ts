import { createRun, type NewRun, type RunFields, updateRun } from '../check-runs.ts'
import { notFound } from '../github-error.ts'
import { latestRuns } from '../merge-state.ts'
import { paged } from '../paging.ts'
import type { RepositoryCall, Route } from '../router.ts'
import { annotationJson, checkRunJson } from '../shapes/check-json.ts'
import { type CheckRun, runsOn } from '../world.ts'
import { repositoryRoute } from './repository-route.ts'
import { commitNamed } from './repository-routes.ts'

export const checkRoutes: readonly Route[] = [
  repositoryRoute('POST /repos/{owner}/{repo}/check-runs', ['checks', 'write'], (call) => {
    const { world, repository, body } = call
    const { name, head_sha: sha, ...fields } = body
    const run: NewRun = { ...runFields(fields), name: String(name) }
    const created = createRun(call, repository, { ...run, head_sha: String(sha) }, world.app.id)
    return { status: 201, body: checkRunJson(world, repository, created) }
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', ['checks', 'read'], (call) => ({
    status: 200,
    body: checkRunJson(call.world, call.repository, runOf(call)),
  })),

  repositoryRoute('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', ['checks', 'write'], (call) => {
    const { world, repository, body } = call
    const run = runOf(call)
    updateRun(call, repository, run, runFields(body), world.app.id)
    return { status: 200, body: checkRunJson(world, repository, run) }
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', ['checks', 'read'], (call) => {
    const { world, repository } = call
    const run = runOf(call)
    return paged(call, run.annotations, (page) => page.map((item) => annotationJson(world, repository, run, item)))
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', ['checks', 'read'], (call) => {
    const { world, repository } = call
    const runs = filtered(call)
    return paged(call, runs, (page) => ({
      total_count: runs.length,
      check_runs: page.map((run) => checkRunJson(world, repository, run)),
    }))
  }),
]

/** The request's schema has proved its shape; without validation the caller vouches for it. */
function runFields(body: object): RunFields {
  return body as RunFields
}

function runOf({ world, repository, params }: RepositoryCall): CheckRun {
  const run = world.checkRuns.get(Number(params.check_run_id))
  if (!run || run.repositoryId !== repository.id) throw notFound()
  return run
}

function filtered({ world, repository, params, query }: RepositoryCall): CheckRun[] {
  const { sha } = commitNamed(repository, params.ref ?? '')
  const list = query.get('filter') === 'all' ? runsOn : latestRuns
  const runs = list(world, repository, sha)
  const name = query.get('check_name')
  const status = query.get('status')
  const appId = query.get('app_id')
  return runs
    .filter(({ state }) => name === null || state.name === name)
    .filter(({ state }) => status === null || state.status === status)
    .filter((run) => appId === null || run.appId === Number(appId))
    .toSorted((a, b) => b.id - a.id)
}
