import { notFound, unprocessable } from '../github-error.ts'
import { paged } from '../paging.ts'
import { rulesOf } from '../protection.ts'
import type { RepositoryCall, Route } from '../router.ts'
import { listedRulesetJson, rulesetJson } from '../shapes/ruleset-json.ts'
import { fullName, type JsonObject, type Ruleset } from '../world.ts'
import { repositoryRoute } from './repository-route.ts'

type RulesetBody = Partial<Pick<Ruleset, 'name' | 'target' | 'enforcement' | 'conditions' | 'rules'>> & {
  readonly bypass_actors?: readonly JsonObject[]
}

export const rulesetRoutes: readonly Route[] = [
  repositoryRoute('GET /repos/{owner}/{repo}/rules/branches/{branch}', ['metadata', 'read'], (call) => {
    const rules = rulesOf(call.repository, call.params.branch ?? '').map(({ ruleset, rule }) => ({
      ...rule,
      ruleset_source_type: 'Repository',
      ruleset_source: fullName(call.repository),
      ruleset_id: ruleset.id,
    }))
    return paged(call, rules, (page) => page)
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/rulesets', ['metadata', 'read'], (call) => {
    const { world, repository } = call
    const all = [...repository.rulesets.values()]
    return paged(call, all, (page) => page.map((ruleset) => listedRulesetJson(world, repository, ruleset)))
  }),

  repositoryRoute('GET /repos/{owner}/{repo}/rulesets/{ruleset_id}', ['metadata', 'read'], (call) => ({
    status: 200,
    body: rulesetJson(call.world, call.repository, rulesetOf(call)),
  })),

  repositoryRoute('POST /repos/{owner}/{repo}/rulesets', ['administration', 'write'], (call) => {
    const { world, repository } = call
    const body = rulesetBody(call)
    const now = world.now()
    const ruleset: Ruleset = {
      id: world.nextId(),
      name: body.name ?? '',
      target: body.target ?? 'branch',
      enforcement: body.enforcement ?? 'disabled',
      conditions: body.conditions ?? {},
      rules: body.rules ?? [],
      bypassActors: body.bypass_actors ?? [],
      createdAt: now,
      updatedAt: now,
    }
    repository.rulesets.set(ruleset.id, ruleset)
    return { status: 201, body: rulesetJson(world, repository, ruleset) }
  }),

  repositoryRoute('PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}', ['administration', 'write'], (call) => {
    const { bypass_actors: bypassActors, ...fields } = rulesetBody(call)
    const ruleset = rulesetOf(call)
    Object.assign(ruleset, fields, bypassActors && { bypassActors }, { updatedAt: call.world.now() })
    return { status: 200, body: rulesetJson(call.world, call.repository, ruleset) }
  }),
]

function rulesetOf({ repository, params }: RepositoryCall): Ruleset {
  const found = repository.rulesets.get(Number(params.ruleset_id))
  if (!found) throw notFound()
  return found
}

/** The request's schema has proved its shape. */
function rulesetBody({ world, repository, body, params }: RepositoryCall): RulesetBody {
  const wanted = body as RulesetBody
  const id = Number(params.ruleset_id)
  const isTaken = [...repository.rulesets.values()].some(
    ({ name, ...other }) => name === wanted.name && other.id !== id,
  )
  if (isTaken) throw unprocessable('Validation Failed', ['Name must be unique'])
  const ids = [...JSON.stringify(wanted.rules ?? []).matchAll(/"integration_id":(\d+)/g)].map((match) =>
    Number(match[1]),
  )
  if (ids.some((integration) => !world.apps.has(integration))) {
    throw unprocessable('Validation Failed', ["Invalid rule 'required_status_checks': Invalid integration ids"])
  }
  return wanted
}
