import type { AnalysisScope } from '../core/analyses/analysis.ts'
import type { ProjectVerdict } from '../core/verdicts/verdict.ts'
import type { Links } from '../flow/ports.ts'

/** Addresses of a project's pages in SonarQube. */
export type SonarQubePages = { readonly dashboard: string; measure(metric: string): string }

/**
 * Built on the configured address only: what an analysis says of its own address is foreign. Null when the connection is
 * not configured any more.
 */
export function sonarQubePages(links: Pick<Links, 'sonarQube'>, project: ProjectVerdict): SonarQubePages | null {
  const base = links.sonarQube(project.connection)
  if (base === null || !/^https?:\/\//i.test(base)) return null
  const of = new URLSearchParams({ id: project.key, ...place(project.analysis?.scope) })
  return {
    dashboard: `${base}/dashboard?${of}`,
    measure: (metric) => `${base}/component_measures?${of}&${new URLSearchParams({ metric })}`,
  }
}

function place(scope: AnalysisScope | undefined): Readonly<Record<string, string>> {
  if (scope === undefined) return {}
  if (scope.kind === 'pull_request') return { pullRequest: scope.key }
  // The main branch is called `main` in a webhook whatever its name: without a name SonarQube shows it.
  return scope.isMain || scope.name === null ? {} : { branch: scope.name }
}
