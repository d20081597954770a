import { html } from 'hono/html'
import { pullRequestsOf } from '../../core/decorations/deciding-projects.ts'
import { stateWord, titleOf, whatToDo } from '../../core/decorations/describe-verdict.ts'
import { formatTime } from '../../core/decorations/format-time.ts'
import { conclude } from '../../core/verdicts/conclude.ts'
import type { Mode } from '../../core/verdicts/repository-file.ts'
import type { CommitVerdict } from '../../core/verdicts/verdict.ts'
import type { FoundVerdict } from '../find-commit-verdict.ts'
import { capital } from './chip.ts'
import { foreign, sentences } from './foreign-text.ts'
import type { GitHubPages } from './github-pages.ts'
import { icon } from './icons.ts'
import type { Html } from './layout.ts'
import { toneOfCommit } from './tones.ts'

/** What concerns the whole commit: the verdict, whose it is, and what to do. */
export function verdictHead({ verdict, decidedAt, repository, sha }: FoundVerdict, gitHub: GitHubPages): Html {
  const tone = toneOfCommit(verdict)
  const steps = whatToDo(verdict)
  return html`<section class="card head ${tone}">
<div class="headline">
<span class="seal">${icon(tone)}</span>
<div>
<p class="state">${capital(verdict.mode === 'off' ? 'off' : stateWord(verdict.state))}</p>
<h1>${verdict.mode === 'off' ? 'Nothing is judged here' : titleOf(verdict)}</h1>
<p><a href="${gitHub.repository}">${foreign(`${repository.owner}/${repository.name}`)}</a>
<span class="muted">at</span> <a href="${gitHub.commit(sha)}"><code>${sha.slice(0, 12)}</code></a>${ofPullRequest(verdict, gitHub)}</p>
</div>
</div>
${steps.length > 0 && html`<section class="next stack"><h2>What to do</h2>${sentences(steps)}</section>`}
<dl class="facts small">
<div><dt>Check run on GitHub</dt><dd>${(conclude(verdict) ?? 'in progress').replace('_', ' ')}</dd></div>
<div><dt>Mode</dt><dd>${modes[verdict.mode]}</dd></div>
<div><dt>Decided</dt><dd><time datetime="${new Date(decidedAt).toISOString()}">${formatTime(decidedAt)}</time></dd></div>
</dl>
</section>
`
}

const modes: Readonly<Record<Mode, string>> = {
  enforce: 'enforce: blocks unless it passes',
  report: 'report: shows the result, never blocks',
  off: 'off',
}

function ofPullRequest(verdict: CommitVerdict, gitHub: GitHubPages): Html | null {
  const { pullRequest } = verdict
  if (pullRequest === null) return null
  const link = html`<a href="${gitHub.pullRequest(pullRequest)}">pull request #${pullRequest}</a>`
  const all = pullRequestsOf(verdict).length
  if (all < 2) return html`<span class="muted">,</span> ${link}`
  return html`, the head of ${all} pull requests. The worst verdict stands: that of ${link}.`
}
