import type { Repository } from './ports.ts'

/** What is due for one installation shares a lane: GitHub's limits are per installation, and so is our fairness. */
export function installationLane({ installationId }: Pick<Repository, 'installationId'>): string {
  return `installation:${installationId}`
}

/** Analyses of one connection share a lane, so that a server that answers slowly does not hold up the others. */
export function connectionLane(connection: string): string {
  return `sonarqube:${connection}`
}
