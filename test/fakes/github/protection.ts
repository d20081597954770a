import type { JsonObject, Repository, RequiredCheck, Ruleset } from './world.ts'

/** The active rules of a branch, each with the ruleset it comes from. */
export function rulesOf(
  repository: Repository,
  branch: string,
): { readonly ruleset: Ruleset; readonly rule: JsonObject }[] {
  return [...repository.rulesets.values()]
    .filter((ruleset) => ruleset.enforcement === 'active' && ruleset.target === 'branch')
    .filter((ruleset) => targets(repository, ruleset, branch))
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ ruleset, rule })))
}

/** What rulesets and classic protection together require. */
export function requiredChecks(repository: Repository, branch: string): RequiredCheck[] {
  const fromRules = rulesOf(repository, branch)
    .filter(({ rule }) => rule.type === 'required_status_checks')
    .flatMap(({ rule }) => checksOf(rule))
  const all = [...fromRules, ...(repository.classicChecks.get(branch) ?? [])]
  const keyed = all.map((check) => [`${check.context}\n${check.integrationId ?? ''}`, check] as const)
  return [...new Map(keyed).values()]
}

function checksOf(rule: JsonObject): RequiredCheck[] {
  const checks = field(rule.parameters, 'required_status_checks')
  if (!Array.isArray(checks)) return []
  return checks.map((check: unknown) => {
    const integrationId = field(check, 'integration_id')
    const context = String(field(check, 'context'))
    return typeof integrationId === 'number' && integrationId > 0 ? { context, integrationId } : { context }
  })
}

function targets(repository: Repository, ruleset: Ruleset, branch: string): boolean {
  const names = field(ruleset.conditions, 'ref_name')
  const matchesAny = (patterns: unknown) =>
    Array.isArray(patterns) && patterns.some((pattern: unknown) => matches(repository, String(pattern), branch))
  return matchesAny(field(names, 'include')) && !matchesAny(field(names, 'exclude'))
}

function matches(repository: Repository, pattern: string, branch: string): boolean {
  if (pattern === '~ALL') return true
  if (pattern === '~DEFAULT_BRANCH') return branch === repository.defaultBranch
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**/', '(?:.+/)?')
    .replaceAll('*', '[^/]*')
  return new RegExp(`^${source}$`).test(`refs/heads/${branch}`)
}

function field(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object') return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}
