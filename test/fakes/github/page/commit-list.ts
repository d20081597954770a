import { html } from 'hono/html'
import { compare } from '../commit-graph.ts'
import { latestRuns } from '../merge-state.ts'
import { type Commit, fullName, type PullRequest, type Repository, type World } from '../world.ts'
import { moodOf } from './check-list.ts'
import { avatar, icon, sign } from './icons.ts'
import type { Html } from './layout.ts'

/** The commits of a pull request, oldest first, each with how its checks stand. */
export function commitsOf(repository: Repository, pull: PullRequest): readonly Commit[] {
  return compare(repository.commits, pull.baseSha, pull.headSha)?.ahead ?? []
}

export function commitList(world: World, repository: Repository, commits: readonly Commit[]): Html {
  return html`<ul class="commits">
    ${commits.map(
      ({ sha, message, author }) => html`<li>
        ${sign('commit')} ${avatar(author.login)}
        <a class="what" href="/${fullName(repository)}/commit/${sha}">${message.split('\n')[0]}</a>
        ${checkMarks(world, repository, sha)}
        <code>${sha.slice(0, 7)}</code>
      </li>`,
    )}
  </ul>`
}

/** The state of each check of a commit, named for those who point at it or do not see it. */
export function checkMarks(world: World, repository: Repository, sha: string): Html {
  return html`${latestRuns(world, repository, sha).map((run) => icon(moodOf(run), `${run.state.name}: ${run.state.title}`))}`
}
