/** What went wrong, and why, in a few lines: the chain of causes without their stacks. */
export function describeFailure(error: unknown): string {
  const lines: string[] = []
  for (let cause = error; cause instanceof Error && lines.length < 5; cause = cause.cause) {
    lines.push(lines.length === 0 ? cause.message : `  because: ${cause.message}`)
  }
  return lines.length > 0 ? lines.join('\n') : String(error)
}
