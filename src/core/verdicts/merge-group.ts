/** Whether the branch is one that GitHub makes for a merge group. */
export function isMergeGroupBranch(branch: string | null): boolean {
  return branch?.startsWith('gh-readonly-queue/') ?? false
}
