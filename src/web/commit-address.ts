import { z } from 'zod'
import { parseCommitSha } from '../core/analyses/commit-sha.ts'

const Sha = z
  .string()
  .refine((text) => parseCommitSha(text) !== null, 'The commit must be a full SHA: 40 or 64 hexadecimal digits.')
  .transform((text) => text.toLowerCase())

/** The commit in an address, in the characters that GitHub allows in names. */
export const CommitAddress = z.object({
  owner: z.string().regex(/^[a-z\d][\w-]{0,99}$/i, 'The owner is not a name that GitHub allows.'),
  repo: z.string().regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/, 'The repository is not a name that GitHub allows.'),
  sha: Sha,
})
export type CommitAddress = z.infer<typeof CommitAddress>

/** All that is wrong with an address, in words. */
export function addressFaults(error: z.ZodError<CommitAddress>): string {
  return error.issues.map(({ message }) => message).join(' ')
}
