/** How a run of a due subject ended well: it is done, or is to be looked at again at an instant. */
export type RunOutcome = { readonly nextAt: number | null }

export const done: RunOutcome = { nextAt: null }
