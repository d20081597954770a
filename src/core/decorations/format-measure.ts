import type { Condition, JudgedCondition } from '../gates/condition.ts'

/** What the condition requires, in SonarQube's inverted wording: `LT 80` is "≥ 80.0%". Plain text: escape it where it is rendered. */
export function required(_condition: Condition): string {
  return ''
}

/** The measure as SonarQube writes it, with as many decimals as keep it apart from the threshold. Plain text: escape it where it is rendered. */
export function measured(_condition: JudgedCondition): string {
  return ''
}
