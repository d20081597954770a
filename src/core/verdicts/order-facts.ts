import type { CommitFacts } from './commit-facts.ts'

type Project = { readonly connection: string; readonly key: string }

/** By key, as people look for them, then by connection. */
export function byProject(a: Project, b: Project): number {
  return compare(a.key, b.key) || compare(a.connection, b.connection)
}

/** The same facts in one order, however they were found: equal facts then give the same verdict to the letter. */
export function orderFacts(facts: CommitFacts): CommitFacts {
  return {
    ...facts,
    pullRequests: facts.pullRequests.toSorted((a, b) => a.number - b.number),
    projects: facts.projects.toSorted(byProject),
    results: facts.results.toSorted(
      (a, b) => byProject(projectOf(a), projectOf(b)) || a.analysis.order - b.analysis.order,
    ),
    seen: facts.seen.toSorted((a, b) => b.analysis.order - a.analysis.order),
  }
}

function projectOf({ analysis }: CommitFacts['results'][number]): Project {
  return { connection: analysis.connection, key: analysis.project.key }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
