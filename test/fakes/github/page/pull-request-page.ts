import { html, raw } from 'hono/html'
import { type MergeState, mergeStateOf } from '../merge-state.ts'
import { type Comment, fullName, type PullRequest, type Repository, type World } from '../world.ts'
import { checkOutputs, checkRows, icon } from './check-list.ts'
import type { Html, Page } from './layout.ts'
import { renderMarkdown } from './markdown.ts'

export function pullRequestPage(world: World, repository: Repository, pull: PullRequest, refusal?: string): Page {
  const name = fullName(repository)
  const comments = [...world.comments.values()].filter(
    (comment) => comment.repositoryId === repository.id && comment.issueNumber === pull.number,
  )
  const head = world.repositories.get(pull.headRepositoryId)
  const label = head && head !== repository ? `${head.owner.login}:${pull.headRef}` : pull.headRef
  const content = html`
    <h1>${pull.title} <span class="number">#${pull.number}</span></h1>
    <div class="meta">
      <span class="badge ${stateOf(pull)}">${capitalised(stateOf(pull))}</span>
      <strong>${pull.author.login}</strong> ${pull.mergedAt ? 'merged' : 'wants to merge'}
      <a href="/${name}/commit/${pull.headSha}"><code>${pull.headSha.slice(0, 7)}</code></a> into
      <span class="branch">${pull.baseRef}</span> from <span class="branch">${label}</span>
    </div>
    ${pull.body ? post(pull.author.login, 'opened this', pull.body) : ''}
    ${comments.map((comment) => commentPost(comment))}
    ${mergeBox(world, repository, pull, refusal)}
    <h2>Checks</h2>
    ${checkOutputs(world, repository, pull.headSha)}
  `
  return { title: `${pull.title} · Pull Request #${pull.number} · ${name}`, repository: name, content }
}

function mergeBox(world: World, repository: Repository, pull: PullRequest, refusal: string | undefined): Html {
  const merge = mergeStateOf(world, repository, pull)
  const isFree = merge.state === 'clean' || merge.state === 'unstable'
  const look = pull.mergedAt ? 'merged' : isFree ? 'clean' : 'blocked'
  return html`<section class="box merge ${look}" aria-label="Merge">
    ${refusal ? html`<p class="markdown bad" role="alert">${refusal}</p>` : ''}
    ${verdict(pull, merge, isFree)}
    <div class="checks">${checkRows(world, repository, { sha: pull.headSha, branch: pull.baseRef })}</div>
    ${
      pull.state === 'open'
        ? html`<form method="post" action="/${fullName(repository)}/pull/${pull.number}/merge">
            <button type="submit" ${isFree ? '' : raw('disabled')}>Merge pull request</button>
          </form>`
        : ''
    }
  </section>`
}

function verdict(pull: PullRequest, { state, reasons }: MergeState, isFree: boolean): Html {
  if (pull.mergedAt) {
    return html`<div class="verdict">${icon('good', 'merged')}<div><h2>Pull request successfully merged</h2>
      <p>by ${pull.mergedBy?.login} as ${pull.mergeCommitSha?.slice(0, 7)}</p></div></div>`
  }
  if (pull.state === 'closed') {
    return html`<div class="verdict">${icon('plain', 'closed')}<div><h2>Closed with unmerged commits</h2></div></div>`
  }
  if (isFree) {
    const title = state === 'clean' ? 'All checks have passed' : 'Some checks were not successful'
    return html`<div class="verdict">${icon(state === 'clean' ? 'good' : 'wait', state)}<div><h2>${title}</h2>
      <p>This branch has no conflicts with the base branch. Merging can be performed automatically.</p></div></div>`
  }
  return html`<div class="verdict">${icon('bad', 'blocked')}<div><h2 class="bad">Merging is blocked</h2>
    <ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul></div></div>`
}

function commentPost({ author, appId, body }: Comment): Html {
  return post(author.login, 'commented', body, appId !== null)
}

function post(login: string, did: string, body: string, isBot = false): Html {
  return html`<article class="box">
    <header><strong>${login.replace('[bot]', '')}</strong>${isBot ? html`<span class="label">bot</span>` : ''} ${did}</header>
    <div class="markdown">${raw(renderMarkdown(body))}</div>
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
