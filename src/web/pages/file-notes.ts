import { html } from 'hono/html'
import { count } from '../../core/decorations/count.ts'
import type { FileFault } from '../../core/verdicts/repository-file.ts'
import type { CommitVerdict } from '../../core/verdicts/verdict.ts'
import { foreign, foreignCode } from './foreign-text.ts'
import type { Html } from './layout.ts'

/** What is to be said of the repository's file; null when it is in order. */
export function fileNotes({ fileFaults, unusedKeys }: Pick<CommitVerdict, 'fileFaults' | 'unusedKeys'>): Html | null {
  if (fileFaults.length === 0 && unusedKeys.length === 0) return null
  return html`<section class="card">
<div class="stack">
<h2>The repository’s file</h2>
<p class="small muted"><code>.github/sluicegate.yml</code> of the default branch</p>
${fileFaults.length > 0 && faultList(fileFaults)}${unusedKeys.length > 0 && unusedList(unusedKeys)}
</div>
</section>
`
}

function faultList(faults: readonly FileFault[]): Html {
  return html`<p>The file has ${count(faults.length, 'fault')}. The last valid file stands, else the defaults:</p>
<ul class="list">${faults.map((fault) => html`<li>${place(fault)}${foreign(fault.message)}</li>`)}</ul>
`
}

function unusedList(keys: readonly string[]): Html {
  const named = keys.map((key, at) => html`${at > 0 && ', '}${foreignCode(key)}`)
  return html`<p>This version of Sluicegate reads these keys and does not act on them yet: ${named}.</p>`
}

function place({ line, column }: FileFault): string {
  if (line === null) return ''
  return column === null ? `Line ${line}: ` : `Line ${line}, column ${column}: `
}
