import type { Conclusion } from '../verdicts/conclude.ts'

/** The one name of our check, on every repository: rulesets require it by this name. */
export const checkRunName = 'Sluicegate'

/** What a check run shows. No conclusion: in progress. Title under 80 characters; summary and text at most 65,535 each. */
export type CheckRunContent = {
  readonly conclusion: Conclusion | null
  readonly title: string
  readonly summary: string
  readonly text: string | null
  readonly detailsUrl: string
}
