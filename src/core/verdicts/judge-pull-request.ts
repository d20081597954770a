import type { Analysis } from '../analyses/analysis.ts'
import { type AttributedAnalysis, chooseResult } from '../analyses/choose-result.ts'
import type { BoundProject, CommitFacts, HeadOf } from './commit-facts.ts'
import { judgeResult } from './judge-result.ts'
import { byProject } from './order-facts.ts'
import type { ProjectVerdict, SeenAnalysis } from './verdict.ts'

type Identity = { readonly connection: string; readonly key: string }

/** The verdict of every project that is expected on an open pull request, or that has spoken for its head. */
export function judgePullRequest(pr: HeadOf, facts: CommitFacts): readonly ProjectVerdict[] {
  const named = facts.results.filter((result) => speaksFor(pr, result))
  const results = named.filter(({ analysis }) => pr.retiredOrder === null || analysis.order > pr.retiredOrder)
  const seen = facts.seen.filter(({ unverified }) => unverified.pullRequest === pr.number)
  const concerned = distinct([
    ...expectedProjects(facts),
    // What has retired is owed anew.
    ...named.map(({ analysis }) => identityOf(analysis)),
  ])
  // Whoever may run an analysis can name this pull request: only where nothing else is owed does that alone show a check.
  const shown = concerned.length > 0 ? concerned : distinct(seen.map(({ analysis }) => identityOf(analysis)))
  return shown.map((project) => judgeProject(project, pr, results, facts))
}

/**
 * A project that only claims to belong here is owed nothing until it has spoken for a pull request once, nor where others are
 * bound by more than a claim.
 */
function expectedProjects({ projects }: CommitFacts): readonly BoundProject[] {
  const bound = projects.filter(({ kind }) => kind !== 'property' && kind !== 'learned')
  return bound.length > 0 ? bound : projects.filter(({ spoken }) => spoken)
}

function identityOf({ connection, project }: Analysis): Identity {
  return { connection, key: project.key }
}

/** Its own analyses, and those of branches, which can stand in. */
function speaksFor(pr: HeadOf, { attribution }: AttributedAnalysis): boolean {
  return attribution.pullRequest === null || attribution.pullRequest === pr.number
}

function judgeProject(
  project: Identity,
  pr: HeadOf,
  results: readonly AttributedAnalysis[],
  facts: CommitFacts,
): ProjectVerdict {
  const ofProject = results.filter(({ analysis }) => isSame(project, { ...analysis, key: analysis.project.key }))
  const own = ofProject.filter(({ attribution }) => attribution.pullRequest !== null)
  const chosen = chooseResult(own.length > 0 ? own : ofProject)
  const bound = facts.projects.find((candidate) => isSame(project, candidate))
  const binding = bound?.kind ?? null
  if (chosen !== undefined) {
    return judgeResult(chosen, {
      pullRequest: pr.number,
      branch: null,
      newCodeOnly: true,
      standIn: own.length === 0,
      binding,
      firsts: facts.firsts,
    })
  }
  return wait(project, pr, bound, facts)
}

function wait(project: Identity, pr: HeadOf, bound: BoundProject | undefined, facts: CommitFacts): ProjectVerdict {
  const since = Math.max(pr.waitingSince, bound?.boundAt ?? 0)
  const deadline = since + facts.waitMs
  const seen = seenOf(project, pr, facts)
  return {
    connection: project.connection,
    key: project.key,
    name: bound?.name ?? project.key,
    state: facts.now >= deadline ? 'missing' : 'waiting',
    reason: null,
    gate: null,
    conditions: [],
    analysis: null,
    pullRequest: pr.number,
    branch: null,
    standIn: false,
    binding: bound?.kind ?? null,
    laterFailure: false,
    seen,
    waitingSince: since,
    deadline,
  }
}

function seenOf(project: Identity, pr: HeadOf, facts: CommitFacts): readonly SeenAnalysis[] {
  return facts.seen
    .filter(
      ({ analysis, unverified }) =>
        unverified.pullRequest === pr.number && isSame(project, { ...analysis, key: analysis.project.key }),
    )
    .map(({ analysis, unverified }) => ({
      reason: unverified.reason,
      reported: unverified.reported,
      receivedAt: analysis.receivedAt,
    }))
}

function isSame(a: Identity, b: Identity): boolean {
  return a.connection === b.connection && a.key === b.key
}

function distinct(projects: readonly Identity[]): readonly Identity[] {
  return projects
    .filter((project, at) => projects.findIndex((other) => isSame(project, other)) === at)
    .toSorted(byProject)
}
