import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { readSavedCredentials } from '../../src/adapters/github/saved-credentials.ts'
import { startSetup } from '../../src/compose/setup.ts'
import { readConfig } from '../../src/config.ts'
import { startFakeGitHub } from '../fakes/github/fake-github.ts'
import { temporaryFolder } from './temporary-folder.ts'

it('creates the app for whoever has the printed address, and the next start uses it', async () => {
  await using gitHub = await startFakeGitHub()
  await using folder = await temporaryFolder()
  const env = {
    DATABASE_URL: `sqlite:${join(folder.path, 'sluicegate.db')}`,
    GITHUB_API_URL: gitHub.url,
    SLUICEGATE_URL: 'https://sluicegate.example.com',
    PORT: '0',
  }
  const printed: string[] = []
  const setup = await startSetup(readConfig(env), pino({ level: 'silent' }), (text) => void printed.push(text))
  const address = new URL(/https:\S+/.exec(printed.join(''))?.[0] ?? '')

  const page = await (await fetch(`${setup.url}/setup${address.search}`)).text()
  const state = /settings\/apps\/new\?state=([\w-]+)/.exec(page)?.[1] ?? ''
  const stranger = await fetch(`${setup.url}/setup/callback?code=abc&state=guessed`)
  const done = await fetch(`${setup.url}/setup/callback?code=a-code-of-github&state=${state}`)
  await setup.stop()

  expect(stranger.status).toBe(404)
  expect(done.status).toBe(200)
  expect(page).toContain('https://sluicegate.example.com/api/github/webhooks')
  expect(readConfig(env, { readSaved: readSavedCredentials }).github?.appId).toBe(gitHub.app.id)
})
