import type { CommitVerdict, State } from './verdict.ts'

/** GitHub's conclusions that we use. `success`, `neutral` and `skipped` satisfy a required check; nothing else does. */
export type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'timed_out' | 'action_required'

/** What the check run says on GitHub. Null while an analysis is waited for: the run is in progress. */
export function conclude({
  state,
  ended,
  mode,
  blocksMerge,
}: Pick<CommitVerdict, 'state' | 'ended' | 'mode' | 'blocksMerge'>): Conclusion | null {
  if (ended) return 'cancelled'
  if (mode === 'off') return 'neutral'
  if (state === 'waiting') return null
  if (mode === 'report') return state === 'passed' || state === 'not_affected' ? 'success' : 'neutral'
  // `neutral` frees a merge, so it stands only where a merge does not hang on the answer.
  if (state === 'not_computed') return blocksMerge ? 'action_required' : 'neutral'
  return enforced[state]
}

const enforced: Readonly<Record<Exclude<State, 'waiting' | 'not_computed'>, Conclusion>> = {
  failed: 'failure',
  analysis_failed: 'failure',
  missing: 'timed_out',
  waived: 'neutral',
  passed: 'success',
  not_affected: 'success',
}
