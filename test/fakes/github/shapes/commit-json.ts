import { createHash } from 'node:crypto'
import type { FileChange } from '../commit-graph.ts'
import { type Account, type Commit, iso, type JsonObject, type Repository, type World } from '../world.ts'
import { accountJson } from './account-json.ts'
import { repositoryPage, repositoryUrl } from './repository-json.ts'

const unverified = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null } as const

export function treeSha(commit: Commit): string {
  return createHash('sha1').update(`tree ${commit.sha}`).digest('hex')
}

export function blobSha(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')
}

export function gitUser(author: Account): { readonly name: string; readonly email: string } {
  return { name: author.login, email: `${author.id}+${author.login}@users.noreply.github.test` }
}

export function commitJson(world: World, repository: Repository, commit: Commit): JsonObject {
  const url = repositoryUrl(world, repository)
  const page = repositoryPage(world, repository)
  const by = { ...gitUser(commit.author), date: iso(commit.at) }
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author: by,
      committer: by,
      message: commit.message,
      tree: { sha: treeSha(commit), url: `${url}/git/trees/${treeSha(commit)}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unverified,
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: accountJson(world, commit.author),
    committer: accountJson(world, commit.author),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  }
}

/** The commit of a webhook: no links, its tree as an id. */
export function plainCommitJson(commit: Commit): JsonObject {
  const by = gitUser(commit.author)
  return {
    id: commit.sha,
    tree_id: treeSha(commit),
    message: commit.message,
    timestamp: iso(commit.at),
    author: by,
    committer: by,
  }
}

export function fileJson(world: World, repository: Repository, sha: string, change: FileChange): JsonObject {
  const page = repositoryPage(world, repository)
  const [before, after] = [linesOf(change.before), linesOf(change.after)]
  const additions = after.filter((line) => !before.includes(line)).length
  const deletions = before.filter((line) => !after.includes(line)).length
  return {
    sha: change.status === 'removed' ? null : blobSha(change.after),
    filename: change.path,
    status: change.status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${page}/blob/${sha}/${encodeURI(change.path)}`,
    raw_url: `${page}/raw/${sha}/${encodeURI(change.path)}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${encodeURI(change.path)}?ref=${sha}`,
    patch: wholeFilePatch(before, after),
  }
}

/** One hunk that replaces the file: as valid as the smallest one, and nobody needs that here. */
function wholeFilePatch(before: readonly string[], after: readonly string[]): string {
  const range = (lines: readonly string[]) => `${lines.length ? 1 : 0},${lines.length}`
  const head = `@@ -${range(before)} +${range(after)} @@`
  return [head, ...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)].join('\n')
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
