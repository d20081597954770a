import { SqliteQueryCompiler } from 'kysely'

/**
 * Writes parameters as `+?`. SQLite plans a statement anew at every run when a bare parameter may decide the plan, as in
 * most that join or sort (SQLite: exprCompareVariable), which takes ten times as long as to run it; behind a sign it keeps
 * the first plan. So what a partial index asks for must stand in the statement itself, and not be a parameter.
 */
export class SignedParameters extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}
