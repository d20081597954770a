import { conclude } from '../verdicts/conclude.ts'
import type { FileFault } from '../verdicts/repository-file.ts'
import type { CommitVerdict } from '../verdicts/verdict.ts'
import type { CheckRunContent } from './check-run-content.ts'
import { count } from './count.ts'
import { fitBlocks, maxSummary } from './cut-markdown.ts'
import { pullRequestsOf, worstFirst } from './deciding-projects.ts'
import { whatToDo } from './describe-next-step.ts'
import { titleOf } from './describe-title.ts'
import { renderProject } from './render-project.ts'
import { code, link } from './safe-markdown.ts'
import { sentenceMarkdown } from './sentence-markdown.ts'

export type CheckRunContext = {
  readonly sha: string
  /** The page that shows this verdict in full. */
  readonly pageUrl: string
  /** Base address of a connection, without a slash at its end; null for one that is not configured any more. */
  readonly sonarQubeUrl: (connection: string) => string | null
}

const maxFaults = 10

/** The check run that shows the verdict on GitHub: what to do first, then what it stands on. */
export function renderCheckRun(verdict: CommitVerdict, context: CheckRunContext): CheckRunContent {
  return {
    conclusion: conclude(verdict),
    title: titleOf(verdict),
    summary: renderSummary(verdict, context),
    text: null,
    detailsUrl: context.pageUrl,
  }
}

function renderSummary(verdict: CommitVerdict, { sha, pageUrl, sonarQubeUrl }: CheckRunContext): string {
  const page = link('the page of this commit', pageUrl)
  const projects = verdict.mode === 'off' ? [] : worstFirst(verdict.projects)
  const connections = new Set(projects.map(({ connection }) => connection))
  const blocks = projects.map((project) =>
    renderProject(project, {
      base: sonarQubeUrl(project.connection),
      showConnection: connections.size > 1,
      showPullRequest: pullRequestsOf(verdict).length > 1,
    }),
  )
  const footer = `Commit ${code(sha.slice(0, 12))} · everything about it is on ${page}.\n`
  const omissions = {
    rows: (left: number) => ['', `${count(left, 'more condition')} on ${page}.`],
    blocks: (left: number) => [`${count(left, 'more project')} on ${page}.`],
  }
  const opened = { head: opening(verdict), rows: [], tail: [] }
  return `${fitBlocks([opened, ...blocks], omissions, maxSummary - footer.length - 1)}\n${footer}`
}

/** What concerns the whole commit: what to do, whether it blocks, whose verdict it is, what is wrong with the file. */
function opening(verdict: CommitVerdict): readonly string[] {
  return [
    ...whatToDo(verdict).flatMap((sentence, at) => [
      at === 0 ? `**Next:** ${sentenceMarkdown(sentence)}` : sentenceMarkdown(sentence),
      '',
    ]),
    ...modeLines(verdict),
    ...pullRequestLines(verdict),
    ...faultLines(verdict.fileFaults),
    ...unusedKeyLines(verdict.unusedKeys),
  ]
}

function modeLines({ mode }: CommitVerdict): readonly string[] {
  if (mode === 'enforce') return []
  const says = mode === 'off' ? 'nothing is judged here' : 'this check shows the result, and does not block a merge'
  return [`${code('.github/sluicegate.yml')} says ${code(`mode: ${mode}`)}: ${says}.`, '']
}

function pullRequestLines(verdict: CommitVerdict): readonly string[] {
  const all = pullRequestsOf(verdict).length
  if (all < 2 || verdict.mode === 'off') return []
  return [
    `This commit is the head of ${all} pull requests. A check belongs to the commit, so it shows the worst verdict: that of pull request ${verdict.pullRequest}.`,
    '',
  ]
}

function faultLines(faults: readonly FileFault[]): readonly string[] {
  if (faults.length === 0) return []
  const left = faults.length - maxFaults
  return [
    `${code('.github/sluicegate.yml')} has ${count(faults.length, 'fault')}. The last valid file stands, else the defaults:`,
    '',
    ...faults.slice(0, maxFaults).map((fault) => `- ${faultPlace(fault)}${code(fault.message, 300)}`),
    ...(left > 0 ? [`- and ${left} more.`] : []),
    '',
  ]
}

function faultPlace({ line, column }: FileFault): string {
  if (line === null) return ''
  return column === null ? `line ${line}: ` : `line ${line}, column ${column}: `
}

function unusedKeyLines(keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return []
  const named = keys.slice(0, 10).map((key) => code(key, 80))
  return [
    `This version of Sluicegate reads these keys of the file and does not act on them yet: ${named.join(', ')}.`,
    '',
  ]
}
