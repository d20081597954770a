import type { ConditionOutcome } from '../gates/condition.ts'
import type { NotComputedReason } from '../gates/gate-outcome.ts'
import type { CommitVerdict, ProjectVerdict, SeenAnalysis } from '../verdicts/verdict.ts'
import type { Sentence, TextPart } from './text-part.ts'

export type { Sentence, TextPart }

/** The verdict in under 80 characters, without any foreign text. */
export function titleOf(_verdict: CommitVerdict): string {
  return ''
}

/** How the analysis that judged the project was found, a sentence each. */
export function howFound(_project: ProjectVerdict): readonly Sentence[] {
  return []
}

/** What a person does next, the first thing first. Empty when there is nothing to do. */
export function whatToDo(_verdict: CommitVerdict): readonly Sentence[] {
  return []
}

/** The outcome of a condition in words, without an icon. */
export function outcomeWord(_outcome: ConditionOutcome): string {
  return ''
}

/** An analysis that was seen and not counted: what it reported, and why it does not count. */
export function seenSentence(_seen: SeenAnalysis): Sentence {
  return []
}

/** Why the gate could not be computed. Our own words only. */
export function reasonSentence(_reason: NotComputedReason): string {
  return ''
}
