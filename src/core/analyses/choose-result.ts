import type { Analysis } from './analysis.ts'
import type { Attributed } from './attribution.ts'

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
  const succeeded = byOrder.find(({ analysis }) => analysis.succeeded)
  return { result: succeeded ?? newest, laterFailure: succeeded !== undefined && !newest.analysis.succeeded }
}
