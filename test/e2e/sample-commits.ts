/** A commit of the sample repository; its files lie in `sample-program/<name>/` and come on top of its parent's. */
export type CommitName = 'basket' | 'discounts' | 'tested-discounts' | 'vouchers' | 'loyalty' | 'tested-loyalty'

export type SampleCommit = {
  readonly name: CommitName
  readonly parent: CommitName | null
  readonly message: string
  /** Lines that the sample's tests do not reach at this commit. */
  readonly uncovered: Readonly<Record<string, readonly number[]>>
}

const untestedBulkRate = { 'src/discounts.py': [21] }

export const sampleCommits: readonly SampleCommit[] = [
  { name: 'basket', parent: null, message: 'Add a basket', uncovered: {} },
  {
    name: 'discounts',
    parent: 'basket',
    message: 'Add discounts',
    uncovered: { 'src/discounts.py': [11, 13, 18, 19, 20, 21, 22, 23, 27, 28] },
  },
  {
    name: 'tested-discounts',
    parent: 'discounts',
    message: 'Test the discounts and repair the bulk rate',
    uncovered: untestedBulkRate,
  },
  { name: 'vouchers', parent: 'tested-discounts', message: 'Add vouchers', uncovered: untestedBulkRate },
  {
    name: 'loyalty',
    parent: 'tested-discounts',
    message: 'Add loyalty points',
    uncovered: { ...untestedBulkRate, 'src/loyalty.py': [6, 7, 8, 12, 13, 14, 15, 16, 17] },
  },
  { name: 'tested-loyalty', parent: 'loyalty', message: 'Test the loyalty points', uncovered: untestedBulkRate },
]

/** Oldest first. `feature` starts at `tested-discounts`. */
export const branches = {
  main: ['basket', 'discounts', 'tested-discounts', 'vouchers'],
  feature: ['loyalty', 'tested-loyalty'],
} as const satisfies Record<string, readonly CommitName[]>

export function sampleCommit(name: CommitName): SampleCommit {
  const found = sampleCommits.find((commit) => commit.name === name)
  if (!found) throw new Error(`The sample repository has no commit ${name}`)
  return found
}
