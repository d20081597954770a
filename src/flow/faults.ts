/**
 * A fault that says what to do about it.
 *
 * - `limited`: GitHub asks us to wait; nothing of this installation is tried before `until`
 * - `unavailable`: an outage; it is tried again with back-off
 * - `refused`: the same request would be refused again; it is tried a few times, then parked where people see it
 */
export class OutsideFault extends Error {
  override readonly name = 'OutsideFault'
  readonly code: 'limited' | 'unavailable' | 'refused'
  /** Instant before which it must not be tried again; null: back off. */
  readonly until: number | null

  constructor(
    code: OutsideFault['code'],
    message: string,
    options: { readonly until?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.until = options.until ?? null
  }
}
