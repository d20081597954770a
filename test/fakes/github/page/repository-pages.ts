import { html } from 'hono/html'
import { type Commit, fullName, type Repository, type World } from '../world.ts'
import { checkRows } from './check-list.ts'
import { checkOutputs } from './check-output.ts'
import { checkMarks } from './commit-list.ts'
import { sign } from './icons.ts'
import type { Page } from './layout.ts'
import { stateOf } from './pull-request-page.ts'

export function frontPage(world: World): Page {
  const all = [...world.repositories.values()]
  const content = html`<h1>Repositories</h1>
    <div class="box"><ul class="rows">
      ${all.map((repository) => html`<li><a href="/${fullName(repository)}">${fullName(repository)}</a></li>`)}
    </ul></div>`
  return { title: 'Repositories', content }
}

export function repositoryPage(world: World, repository: Repository): Page {
  const name = fullName(repository)
  const pulls = [...repository.pulls.values()].reverse()
  const content = html`
    <h1>${name}</h1>
    <h2>Pull requests</h2>
    <div class="box"><ul class="rows">
      ${pulls.map(
        (pull) => html`<li>
          ${checkMarks(world, repository, pull.headSha)}
          <span class="state ${stateOf(pull)}">${sign(pull.mergedAt ? 'merge' : 'pull')}</span>
          <div class="what"><a href="/${name}/pull/${pull.number}">${pull.title}</a>
            <span>#${pull.number} into ${pull.baseRef} from ${pull.headRef}</span></div>
          <span class="label">${stateOf(pull)}</span>
        </li>`,
      )}
      ${pulls.length === 0 ? html`<li class="plain">None yet.</li>` : ''}
    </ul></div>
    <h2>Branches</h2>
    <div class="box"><ul class="rows">
      ${[...repository.branches].map(
        ([branch, sha]) => html`<li>
          ${checkMarks(world, repository, sha)}
          <div class="what"><span class="branch">${branch}</span>
            <span>${repository.commits.get(sha)?.message.split('\n')[0]}</span></div>
          <a href="/${name}/commit/${sha}"><code>${sha.slice(0, 7)}</code></a>
        </li>`,
      )}
    </ul></div>`
  return { title: name, repository: name, content, isLive: true }
}

export function commitPage(world: World, repository: Repository, commit: Commit): Page {
  const name = fullName(repository)
  const [subject = '', ...rest] = commit.message.split('\n')
  const content = html`
    <h1>${subject}</h1>
    <div class="meta">
      <strong>${commit.author.login}</strong> committed <code>${commit.sha}</code>
      ${commit.parents.map((sha) => html` · parent <a href="/${name}/commit/${sha}"><code>${sha.slice(0, 7)}</code></a>`)}
    </div>
    ${rest.join('\n').trim() ? html`<pre>${rest.join('\n').trim()}</pre>` : ''}
    <div class="box">${checkRows(world, repository, { sha: commit.sha })}</div>
    ${checkOutputs(world, repository, commit.sha)}`
  return { title: `${subject} · ${name}@${commit.sha.slice(0, 7)}`, repository: name, content, isLive: true }
}
