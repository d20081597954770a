import { type CommitVerdict, type ProjectVerdict, states } from '../verdicts/verdict.ts'

/** The projects that the verdict of the commit stands on, worst first: those of the pull request that has the worst one. */
export function decidingProjects({ projects, pullRequest }: CommitVerdict): readonly ProjectVerdict[] {
  return worstFirst(projects.filter((project) => project.pullRequest === pullRequest))
}

export function worstFirst(projects: readonly ProjectVerdict[]): readonly ProjectVerdict[] {
  return projects.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
}

/** The open pull requests that have this head, lowest number first. */
export function pullRequestsOf({ projects }: CommitVerdict): readonly number[] {
  const numbers = projects.flatMap(({ pullRequest }) => (pullRequest === null ? [] : [pullRequest]))
  return [...new Set(numbers)].toSorted((a, b) => a - b)
}

/** How many projects these verdicts are of: one project may be judged on several branches. */
export function countProjects(projects: readonly ProjectVerdict[]): number {
  return new Set(projects.map(({ connection, key }) => JSON.stringify([connection, key]))).size
}

/** No applying condition has a value, or none applies: green, and yet nothing was judged. */
export function isUnmeasured({ conditions }: ProjectVerdict): boolean {
  return conditions.every(({ applies, value }) => !applies || value === null)
}
