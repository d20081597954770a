import type { Analysis } from './analysis.ts'
import type { Attributed } from './attribution.ts'
import { worseGate } from './judge-flip.ts'

/** An analysis with the commit it speaks for. */
export type AttributedAnalysis = { readonly analysis: Analysis; readonly attribution: Attributed }

export type ChosenResult = {
  readonly result: AttributedAnalysis
  /** A task that failed after the one that counts. */
  readonly laterFailure: boolean
}

/**
 * Of several results for one project, one pull request or branch, and one commit: the one that SonarQube processed last,
 * for that is what SonarQube itself shows. A failed task counts only where no analysis speaks. Undefined for none.
 */
export function chooseResult(results: readonly AttributedAnalysis[]): ChosenResult | undefined {
  const byOrder = results.toSorted((a, b) => b.analysis.order - a.analysis.order)
  const [newest] = byOrder
  if (newest === undefined) return undefined
  const succeeded = lastProcessed(byOrder.filter(({ analysis }) => analysis.succeeded))
  return { result: succeeded ?? newest, laterFailure: succeeded !== undefined && !newest.analysis.succeeded }
}

/**
 * A flip whose task was never delivered has a place by its arrival only, and may be a replay: it never replaces a delivered
 * task by a better result.
 */
function lastProcessed(byOrder: readonly AttributedAnalysis[]): AttributedAnalysis | undefined {
  const [last] = byOrder
  if (last === undefined || last.analysis.taskId !== null) return last
  const delivered = byOrder.find(({ analysis }) => analysis.taskId !== null)
  if (delivered === undefined) return last
  return worseGate(delivered.analysis.gate, last.analysis.gate) === last.analysis.gate ? last : delivered
}
