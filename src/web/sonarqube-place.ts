import type { ProjectPlace } from '../core/decorations/sonarqube-links.ts'
import type { ProjectVerdict } from '../core/verdicts/verdict.ts'
import type { Links } from '../flow/ports.ts'

/**
 * Where a project is found in SonarQube, on the configured address: what an analysis says of its own address is foreign.
 * Null when the connection is not configured any more.
 */
export function sonarQubePlace(links: Pick<Links, 'sonarQube'>, project: ProjectVerdict): ProjectPlace | null {
  const base = links.sonarQube(project.connection)
  return base === null ? null : { base, key: project.key, scope: project.analysis?.scope ?? null }
}
