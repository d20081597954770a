/** Everything that a person reads about a verdict, for whoever renders it: check run, page, API. Plain parts, not escaped. */
export { howFound, scopeParts } from './describe-analysis.ts'
export { whatToDo } from './describe-next-step.ts'
export { remedySentence, seenSentence } from './describe-seen.ts'
export { titleOf } from './describe-title.ts'
export { outcomeWord, reasonSentence, stateWord } from './describe-words.ts'
export type { Sentence, TextPart } from './text-part.ts'
