import { fullName, iso, type JsonObject, type Repository, type Ruleset, type World } from '../world.ts'
import { nodeId } from './account-json.ts'
import { repositoryPage, repositoryUrl } from './repository-json.ts'

export function rulesetJson(world: World, repository: Repository, ruleset: Ruleset): JsonObject {
  const { id } = ruleset
  return {
    id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: 'Repository',
    source: fullName(repository),
    enforcement: ruleset.enforcement,
    bypass_actors: ruleset.bypassActors,
    current_user_can_bypass: 'never',
    node_id: nodeId('RepositoryRuleset', id),
    _links: {
      self: { href: `${repositoryUrl(world, repository)}/rulesets/${id}` },
      html: { href: `${repositoryPage(world, repository)}/rules/${id}` },
    },
    conditions: ruleset.conditions,
    rules: ruleset.rules,
    created_at: iso(ruleset.createdAt),
    updated_at: iso(ruleset.updatedAt),
  }
}

/** A listed ruleset comes without its rules. */
export function listedRulesetJson(world: World, repository: Repository, ruleset: Ruleset): JsonObject {
  const {
    rules: _rules,
    conditions: _conditions,
    bypass_actors: _actors,
    ...listed
  } = rulesetJson(world, repository, ruleset)
  return listed
}
