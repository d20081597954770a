import { html, raw } from 'hono/html'
import { type Comment, fullName, type PullRequest, type Repository, type World } from '../world.ts'
import { checkOutputs } from './check-output.ts'
import { commitList, commitsOf } from './commit-list.ts'
import { avatar, sign } from './icons.ts'
import type { Html, Page } from './layout.ts'
import { renderMarkdown } from './markdown.ts'
import { mergeBox } from './merge-box.ts'

export function pullRequestPage(world: World, repository: Repository, pull: PullRequest, refusal?: string): Page {
  const name = fullName(repository)
  const comments = [...world.comments.values()].filter(
    (comment) => comment.repositoryId === repository.id && comment.issueNumber === pull.number,
  )
  const commits = commitsOf(repository, pull)
  const head = world.repositories.get(pull.headRepositoryId)
  const label = head && head !== repository ? `${head.owner.login}:${pull.headRef}` : pull.headRef
  const state = stateOf(pull)
  const content = html`
    <h1>${pull.title} <span class="number">#${pull.number}</span></h1>
    <div class="meta">
      <span class="badge ${state}">${sign(state === 'merged' ? 'merge' : 'pull')} ${capitalised(state)}</span>
      <span><strong>${pull.author.login}</strong> ${pull.mergedAt ? 'merged' : 'wants to merge'}
      ${commits.length} ${commits.length === 1 ? 'commit' : 'commits'} into
      <span class="branch">${pull.baseRef}</span> from <span class="branch">${label}</span></span>
    </div>
    <div class="timeline">
      ${pull.body ? post(pull.author.login, 'opened this', pull.body) : ''}
      ${commitList(world, repository, commits)}
      ${comments.map((comment) => commentPost(comment))}
      ${mergeBox({ world, repository, pull, refusal })}
    </div>
    <h2 id="checks">Checks</h2>
    ${checkOutputs(world, repository, pull.headSha)}
  `
  const title = `${pull.title} · Pull Request #${pull.number} · ${name}`
  return { title, repository: name, content, isLive: refusal === undefined }
}

function commentPost({ author, appId, body }: Comment): Html {
  return post(author.login, 'commented', body, appId !== null)
}

function post(login: string, did: string, body: string, isBot = false): Html {
  const name = login.replace('[bot]', '')
  return html`<article class="post">
    ${avatar(name, isBot ? 'app' : 'person')}
    <div class="box">
      <header><strong>${name}</strong>${isBot ? html`<span class="label">bot</span>` : ''} ${did}</header>
      <div class="markdown">${raw(renderMarkdown(body))}</div>
    </div>
  </article>`
}

export function stateOf(pull: PullRequest): 'open' | 'draft' | 'merged' | 'closed' {
  if (pull.mergedAt) return 'merged'
  if (pull.state === 'closed') return 'closed'
  return pull.draft ? 'draft' : 'open'
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
