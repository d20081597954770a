import { html } from 'hono/html'
import type { Api } from '../answer-request.ts'
import { resolveRef } from '../commit-graph.ts'
import { GitHubError } from '../github-error.ts'
import { mergePullRequest } from '../merge-pull-request.ts'
import { type Answer, decodedPart } from '../router.ts'
import { accountOf, findRepository, type PullRequest, type Repository } from '../world.ts'
import { type Page, pageAnswer } from './layout.ts'
import { pullRequestPage } from './pull-request-page.ts'
import { commitPage, frontPage, repositoryPage } from './repository-pages.ts'

export type PageRequest = { readonly method: string; readonly path: string }

/** The pages a person would look at: repository, pull request, commit, and the merge button's target. */
export async function answerPage(api: Api, { method, path }: PageRequest): Promise<Answer> {
  const { world } = api
  if (path === '/') return pageAnswer(frontPage(world))
  const [, owner = '', name = '', kind, id = '', action] = path.split('/').map(decodedPart)
  const repository = findRepository(world, `${owner}/${name}`)
  if (!repository) return pageAnswer(missing)
  if (kind === undefined) return pageAnswer(repositoryPage(world, repository))
  const pull = kind === 'pull' ? repository.pulls.get(Number(id)) : undefined
  if (pull && action === 'merge' && method === 'POST') return pressMerge(api, repository, pull)
  if (pull) return pageAnswer(pullRequestPage(world, repository, pull))
  const commit = kind === 'commit' ? resolveRef(repository, id) : undefined
  return pageAnswer(commit ? commitPage(world, repository, commit) : missing)
}

const missing: Page = { title: 'Page not found', content: html`<h1>Page not found</h1>`, status: 404 }

async function pressMerge(api: Api, repository: Repository, pull: PullRequest): Promise<Answer> {
  try {
    mergePullRequest(api, repository, pull, { by: accountOf(api.world, 'octocat', 'User') })
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    return pageAnswer({ ...pullRequestPage(api.world, repository, pull, error.message), status: error.status })
  }
  const location = `/${repository.owner.login}/${repository.name}/pull/${pull.number}`
  return { status: 303, text: 'See other', headers: { location, 'content-type': 'text/plain' } }
}
