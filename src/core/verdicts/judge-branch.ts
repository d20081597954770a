import { type AttributedAnalysis, chooseResult } from '../analyses/choose-result.ts'
import type { CommitFacts } from './commit-facts.ts'
import { judgeResult } from './judge-result.ts'
import { isMergeGroupBranch } from './merge-group.ts'
import type { ProjectVerdict } from './verdict.ts'

/** The verdict of every project on every branch that the commit was analysed on: all conditions, nothing is waited for. */
export function judgeBranches(facts: CommitFacts): readonly ProjectVerdict[] {
  const onBranches = facts.results.filter(({ attribution }) => attribution.branch !== null)
  return groups(onBranches, ({ attribution }) => attribution.branch ?? '').flatMap((results) =>
    judge(results, facts, false),
  )
}

/** A head that was superseded, or whose pull request closed: what has spoken for it still stands. */
export function judgeFormerHead(facts: CommitFacts): readonly ProjectVerdict[] {
  return groups(facts.results, () => '').flatMap((results) => {
    const own = results.filter(({ attribution }) => attribution.pullRequest !== null)
    return judge(own.length > 0 ? own : results, facts, true)
  })
}

function judge(results: readonly AttributedAnalysis[], facts: CommitFacts, formerHead: boolean): ProjectVerdict[] {
  const chosen = chooseResult(results)
  if (chosen === undefined) return []
  const { analysis, attribution } = chosen.result
  const { scope } = analysis
  const branch = attribution.branch
  const newCodeOnly = formerHead || isMergeGroupBranch(branch) || (scope.kind === 'branch' && scope.short)
  const bound = facts.projects.find(
    ({ connection, key }) => connection === analysis.connection && key === analysis.project.key,
  )
  return [
    judgeResult(chosen, {
      pullRequest: formerHead ? (attribution.pullRequest ?? facts.pullRequests[0]?.number ?? null) : null,
      branch,
      newCodeOnly,
      standIn: formerHead && scope.kind === 'branch',
      binding: bound?.kind ?? null,
      firsts: facts.firsts,
    }),
  ]
}

function groups(
  results: readonly AttributedAnalysis[],
  by: (result: AttributedAnalysis) => string,
): readonly (readonly AttributedAnalysis[])[] {
  const grouped = Map.groupBy(results, (result) =>
    JSON.stringify([result.analysis.connection, result.analysis.project.key, by(result)]),
  )
  return [...grouped.values()]
}
