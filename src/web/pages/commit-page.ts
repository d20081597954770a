import { html } from 'hono/html'
import { worstFirst } from '../../core/decorations/deciding-projects.ts'
import { titleOf } from '../../core/decorations/describe-verdict.ts'
import type { FoundVerdict } from '../find-commit-verdict.ts'
import { sonarQubePlace } from '../sonarqube-place.ts'
import type { WebDeps } from '../web-deps.ts'
import { fileNotes } from './file-notes.ts'
import { gitHubPages } from './github-pages.ts'
import { type Html, layout } from './layout.ts'
import { projectCard } from './project-card.ts'
import { toneOfCommit } from './tones.ts'
import { verdictHead } from './verdict-head.ts'

/** The verdict of a commit with everything that it was judged by, for people. */
export function commitPage({ links, githubUrl }: Pick<WebDeps, 'links' | 'githubUrl'>, found: FoundVerdict): Html {
  const { verdict, repository, sha } = found
  const gitHub = gitHubPages(githubUrl, repository)
  const projects = verdict.mode === 'off' ? [] : worstFirst(verdict.projects)
  return layout(
    {
      title: `${titleOf(verdict)} · ${repository.owner}/${repository.name}@${sha.slice(0, 7)}`,
      tone: toneOfCommit(verdict),
    },
    html`${verdictHead(found, gitHub)}
${fileNotes(verdict)}
${projects.map((project) =>
  projectCard(project, { place: sonarQubePlace(links, project), pullRequest: gitHub.pullRequest }),
)}`,
  )
}
