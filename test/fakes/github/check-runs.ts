import { emitChecks, suiteOf } from './check-suites.ts'
import type { Stage } from './events.ts'
import { GitHubError, unprocessable } from './github-error.ts'
import { checkRunEventJson } from './shapes/check-json.ts'
import {
  type Annotation,
  addRun,
  botOf,
  type CheckRun,
  type CheckRunState,
  iso,
  type JsonObject,
  type Repository,
} from './world.ts'

export type NewAnnotation = Pick<Annotation, 'path' | 'start_line' | 'end_line' | 'annotation_level' | 'message'> &
  Partial<Annotation>

/** The fields of GitHub's own request bodies. */
export type RunFields = {
  readonly name?: string
  readonly status?: CheckRunState['status']
  readonly conclusion?: string
  readonly started_at?: string
  readonly completed_at?: string
  readonly details_url?: string
  readonly external_id?: string
  readonly output?: {
    readonly title?: string
    readonly summary?: string
    readonly text?: string
    readonly annotations?: readonly NewAnnotation[]
  }
  readonly actions?: readonly JsonObject[]
}

export type NewRun = RunFields & { readonly name: string }

const longest = 65_535

export function createRun(
  stage: Stage,
  repository: Repository,
  fields: NewRun & { readonly head_sha: string },
  appId: number,
): CheckRun {
  const { world } = stage
  refuseTooLong(fields.output)
  const isFullSha = /^[0-9a-f]{40}$/.test(fields.head_sha)
  if (!isFullSha || !repository.commits.has(fields.head_sha)) {
    throw unprocessable(`No commit found for SHA: ${fields.head_sha}`)
  }
  const state = nextState(stage, emptyState(fields.name), fields)
  const run: CheckRun = {
    id: world.nextId(),
    repositoryId: repository.id,
    appId,
    suiteId: suiteOf(stage, repository, { sha: fields.head_sha, appId }).id,
    headSha: fields.head_sha,
    state,
    annotations: annotationsOf(fields),
    history: [state],
  }
  addRun(world, run)
  emitRun(stage, repository, run, 'created')
  if (state.status === 'completed') emitRun(stage, repository, run, 'completed')
  return run
}

export function updateRun(stage: Stage, repository: Repository, run: CheckRun, fields: RunFields, appId: number): void {
  if (run.appId !== appId) {
    const message = `Invalid app_id \`${run.appId}\` - check run can only be modified by the GitHub App that created it.`
    throw new GitHubError(403, message)
  }
  refuseTooLong(fields.output)
  const wasCompleted = run.state.status === 'completed'
  run.state = nextState(stage, run.state, fields)
  run.annotations.push(...annotationsOf(fields))
  run.history.push(run.state)
  if (run.state.status === 'completed' && !wasCompleted) emitRun(stage, repository, run, 'completed')
}

/** "Providing conclusion will automatically set the status parameter to completed" (GitHub's OpenAPI description). */
function nextState({ world }: Stage, before: CheckRunState, fields: RunFields): CheckRunState {
  const { output } = fields
  const isCompleting = fields.conclusion !== undefined || fields.completed_at !== undefined
  const status = isCompleting ? 'completed' : (fields.status ?? before.status)
  const conclusion = status === 'completed' ? (fields.conclusion ?? before.conclusion) : null
  if (status === 'completed' && conclusion === null) {
    throw unprocessable('Invalid request.\n\nFor \'completed\' status, "conclusion" is required.')
  }
  if (conclusion === 'stale' && fields.conclusion === 'stale') throw unprocessable('Only GitHub may set `stale`.')
  const now = iso(world.now())
  return {
    name: fields.name ?? before.name,
    status,
    conclusion,
    startedAt: fields.started_at ?? before.startedAt ?? now,
    completedAt: status === 'completed' ? (fields.completed_at ?? before.completedAt ?? now) : null,
    detailsUrl: fields.details_url ?? before.detailsUrl,
    externalId: fields.external_id ?? before.externalId,
    title: output?.title ?? before.title,
    summary: output?.summary ?? before.summary,
    text: output ? (output.text ?? before.text) : before.text,
    actions: fields.actions ?? before.actions,
  }
}

function emptyState(name: string): CheckRunState {
  return {
    name,
    status: 'queued',
    conclusion: null,
    startedAt: null,
    completedAt: null,
    detailsUrl: null,
    externalId: '',
    title: null,
    summary: null,
    text: null,
    actions: [],
  }
}

function annotationsOf({ output }: RunFields): Annotation[] {
  return (output?.annotations ?? []).map((annotation) => {
    const isOneLine = annotation.start_line === annotation.end_line
    const hasColumns = annotation.start_column != null || annotation.end_column != null
    if (hasColumns && !isOneLine) {
      throw unprocessable('Invalid request.\n\nColumns are only allowed when start_line and end_line are the same.')
    }
    return { start_column: null, end_column: null, title: null, raw_details: null, ...annotation }
  })
}

/** The one refusal whose words applications look for. */
export function refuseTooLong(output: unknown): void {
  if (output === null || typeof output !== 'object') return
  for (const [name, text] of Object.entries(output)) {
    const length = (name === 'summary' || name === 'text') && typeof text === 'string' ? [...text].length : 0
    if (length <= longest) continue
    throw unprocessable(`Invalid request.\n\nOnly ${longest} characters are allowed; ${length} were supplied.`)
  }
}

function emitRun(stage: Stage, repository: Repository, run: CheckRun, action: 'created' | 'completed'): void {
  if (run.appId !== stage.world.app.id) return
  const fields = { check_run: checkRunEventJson(stage.world, repository, run) }
  emitChecks(stage, repository, { event: 'check_run', action, fields, sender: botOf(stage.world, run.appId) })
}
