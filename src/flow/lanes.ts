import type { Repository } from './ports.ts'

/** What is due for one installation shares a lane: GitHub's limits are per installation, and so is our fairness. */
export function installationLane({ installationId }: Pick<Repository, 'installationId'>): string {
  return `installation:${installationId}`
}

/** Analyses of one project share a lane, so that a repository whose GitHub answers slowly does not hold up the others. */
export function projectLane(connection: string, projectKey: string): string {
  return `sonarqube:${connection}:${projectKey}`
}
