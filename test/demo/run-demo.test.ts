import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { runDemo } from './run-demo.ts'

const root = join(import.meta.dirname, '../..')

/** An environment that would lead an app elsewhere, and write into `folder`. */
function misleading(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    TMPDIR: folder,
    APP_ID: 'nonsense',
    DATABASE_URL: `sqlite:${folder}/not-here.db`,
    SLUICEGATE_URL: 'https://sluicegate.invalid',
    SONARQUBE_URL: 'https://sonarqube.invalid',
    GITHUB_API_URL: 'https://github.invalid',
    PORT: '1',
    LOG_LEVEL: 'trace',
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: 'http://127.0.0.1:1',
  }
}

it('tells the whole story in order, whatever the environment says, and leaves nothing behind', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
  const child = spawn(process.execPath, ['src/cli.ts', 'demo', '--once'], { cwd: root, env: misleading(folder) })

  const [told, complaints, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])

  expect({ code, complaints }).toEqual({ code: 0, complaints: '' })
  expect(outcomes(told)).toMatchInlineSnapshot(`
    " 1  SonarQube analyses main
        check       ✔ success: Quality gate passed
     2  Pull request #2 is opened: Add helpers for async routes
        check       ● in progress: Waiting for SonarQube's analysis
        merge       ✖ blocked: Required status check "Sluicegate" is in progress.
     3  SonarQube analyses commit 8559a75
        check       ✖ failure: 1 of 4 conditions failed
        merge       ✖ blocked: Required status check "Sluicegate" is failing.
        button      ✖ pressed, GitHub answered 405: refused
     4  Tests are added, and commit 1b216e7 is pushed
        check       ● in progress: Waiting for SonarQube's analysis
        merge       ✖ blocked: Required status check "Sluicegate" is in progress.
     5  SonarQube analyses commit 1b216e7
        check       ✔ success: Quality gate passed
        merge       ✔ free
        button      ✔ pressed, GitHub answered 200: merged
     6  Pull request #7 is opened: Read the body limit from the settings
        check       ✖ failure: 1 of 4 conditions failed
        merge       ✖ blocked: Required status check "Sluicegate" is failing.
     7  Both issues are accepted in SonarQube: the check follows without a new analysis
        check       ✔ success: Quality gate passed
        merge       ✔ free
     8  Pull request #13 is opened: Copy the parser in
        check       ✖ failure: 3 of 4 conditions failed
        merge       ✖ blocked: Required status check "Sluicegate" is failing.
    Every step happened as it should."
  `)
  expect(told).toMatch(/http:\/\/127\.0\.0\.1:\d+\/acme\/web\/commit\/8559a75c1a6d[0-9a-f]+\?key=\S+/)
  expect(told).not.toContain('\u001b')
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
})

it('leaves the pages open until it is told to end', { timeout: 60_000 }, async () => {
  const end = new AbortController()
  const { ended, told } = leftRunning(end.signal, { pauseMs: 0 })
  const story = await told('Press Ctrl+C to end.')
  const pages = story.match(/http:\/\/\S+(\/pull\/\d+|\?key=\S+)/g) ?? []

  const answers = await Promise.all(pages.map(async (page) => (await fetch(page)).status))
  end.abort()
  await ended

  expect(pages.length).toBeGreaterThan(5)
  expect(new Set(answers)).toEqual(new Set([200]))
  await expect(fetch(pages[0] ?? '')).rejects.toThrow('fetch failed')
})

it('ends in the middle of the story when it is told to', async () => {
  const end = new AbortController()
  const { ended, told } = leftRunning(end.signal, { pauseMs: 60_000 })
  await told('Quality gate passed')

  end.abort()

  await expect(ended).resolves.toBeUndefined()
})

/** The lines that say how something came out. */
function outcomes(told: string): string {
  return told.match(/^( ?\d+ {2}|Every|.* (check|merge|button) ).*$/gm)?.join('\n') ?? ''
}

/** A demo in this process. `told` resolves with the story so far once the words are in it. */
function leftRunning(end: AbortSignal, { pauseMs }: { readonly pauseMs: number }) {
  let story = ''
  let heard = () => {}
  const write = (words: string) => {
    story += words
    heard()
  }
  const ended = runDemo({ once: false }, { output: { write }, end, pauseMs })
  const told = (words: string) =>
    new Promise<string>((resolve, reject) => {
      heard = () => story.includes(words) && resolve(story)
      heard()
      ended.catch(reject)
    })
  return { ended, told }
}
