import type { JudgedCondition } from '../../../src/core/gates/condition.ts'
import type { CommitVerdict, ProjectVerdict, State, VerdictAnalysis } from '../../../src/core/verdicts/verdict.ts'

export const head = '3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c'
export const mergeCommit = '9c0ffee123456789abcdef0123456789abcdef01'
export const at = Date.UTC(2026, 10, 22, 22, 22, 3)

export const context = {
  sha: head,
  pageUrl: 'https://sluicegate.example/acme/shop/commit/3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c?key=abc',
  sonarQubeUrl: (connection: string) => (connection === 'default' ? 'https://sonar.example' : null),
}

export function condition(fields: Partial<JudgedCondition> = {}): JudgedCondition {
  return {
    metric: 'new_coverage',
    operator: 'LT',
    threshold: '80',
    value: '85.0',
    outcome: 'met',
    applies: true,
    ...fields,
  }
}

export function analysis(fields: Partial<VerdictAnalysis> = {}): VerdictAnalysis {
  return {
    id: 1,
    taskId: 'AY-1',
    analysedAt: at,
    flippedAt: null,
    scope: { kind: 'pull_request', key: '7' },
    namedBy: 'revision',
    reported: null,
    ...fields,
  }
}

export function project(fields: Partial<ProjectVerdict> = {}): ProjectVerdict {
  return {
    connection: 'default',
    key: 'shop-api',
    name: 'Shop API',
    state: 'passed',
    reason: null,
    gate: 'Sonar way',
    conditions: [condition()],
    analysis: analysis(),
    pullRequest: 7,
    branch: null,
    standIn: false,
    binding: 'set',
    laterFailure: false,
    seen: [],
    waitingSince: null,
    deadline: null,
    ...fields,
  }
}

/** A project that an analysis is still owed for. */
export function owed(state: 'waiting' | 'missing', fields: Partial<ProjectVerdict> = {}): ProjectVerdict {
  return project({
    state,
    gate: null,
    conditions: [],
    analysis: null,
    waitingSince: at,
    deadline: at + 60 * 60_000,
    ...fields,
  })
}

/** The verdict of these projects; the first one is the worst. */
export function verdict(projects: readonly ProjectVerdict[], fields: Partial<CommitVerdict> = {}): CommitVerdict {
  const state: State = projects[0]?.state ?? 'not_computed'
  return {
    state,
    ended: false,
    pullRequest: projects[0]?.pullRequest ?? null,
    blocksMerge: true,
    checkRequired: false,
    mode: 'enforce',
    projects,
    fileFaults: [],
    unusedKeys: [],
    ...fields,
  }
}

/** Recorded from SonarQube 26.9: Sonar way on a pull request with 44 new issues, uncovered and duplicated code. */
export const failedConditions: readonly JudgedCondition[] = [
  condition({ value: '66.2', outcome: 'broken' }),
  condition({ metric: 'new_duplicated_lines_density', operator: 'GT', threshold: '3', value: '2.00458' }),
  condition({ metric: 'new_security_hotspots_reviewed', threshold: '100', value: null, outcome: 'no_value' }),
  condition({ metric: 'new_violations', operator: 'GT', threshold: '0', value: '44', outcome: 'broken' }),
]
