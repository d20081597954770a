import type { AnalysisScope } from '../analyses/analysis.ts'

/** A project in SonarQube, at a branch or pull request; without a scope its overview. `base` has no slash at its end. */
export type ProjectPlace = { readonly base: string; readonly key: string; readonly scope: AnalysisScope | null }

/** The page of the branch or pull request. Null when the branch has no name to ask for. */
export function dashboardUrl(place: ProjectPlace): string | null {
  return pageUrl(place, 'dashboard', {})
}

/** The files behind a measure. */
export function measureUrl(place: ProjectPlace, metric: string): string | null {
  return pageUrl(place, 'component_measures', { metric, view: 'list' })
}

function pageUrl(
  { base, key, scope }: ProjectPlace,
  page: string,
  more: Readonly<Record<string, string>>,
): string | null {
  const scoped = scopeQuery(scope)
  if (scoped === null) return null
  const query = Object.entries({ id: key, ...scoped, ...more }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
  )
  return `${base}/${page}?${query.join('&')}`
}

/** The main branch is asked for without a name: SonarQube's webhook calls it `main` whatever its name is. */
function scopeQuery(scope: AnalysisScope | null): Readonly<Record<string, string>> | null {
  if (scope === null) return {}
  if (scope.kind === 'pull_request') return { pullRequest: scope.key }
  if (scope.isMain) return {}
  return scope.name === null ? null : { branch: scope.name }
}
