/** The name by which a repository is looked up: GitHub's names are equal whatever their case. */
export function fullName(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase()
}
