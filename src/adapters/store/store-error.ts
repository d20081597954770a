/** The database failed: our fault or the machine's, never the caller's. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code = 'store_failed'
}
