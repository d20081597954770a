/**
 * Whether git allows the name for a branch, and it can be nothing else: a name in the form of a commit, or of a branch of
 * somebody else's fork (`owner:branch`), would be read as that where GitHub compares commits.
 */
export function isBranchName(name: string): boolean {
  if (name.length === 0 || name.length > 255 || /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(name)) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids them in names
  return !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|[/.]$|\.lock$/.test(name)
}
