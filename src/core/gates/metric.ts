export type Metric = { readonly key: string; readonly name: string }

/** Undefined for a metric that was not known when this was written: its name is its key. */
export function findMetric(_key: string): Metric | undefined {
  return undefined
}
