import { readFileSync } from 'node:fs'
import { emitterEventNames } from '@octokit/webhooks'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readAppManifest } from '../src/adapters/github/app-manifest.ts'
import description from './fakes/github/generated/api.github.com.json' with { type: 'json' }

const text = readFileSync('app.yml', 'utf8')
const manifest = readAppManifest(text)

/** GitHub's own description of what an app may be permitted, by name. */
const known = z
  .object({
    components: z.object({
      schemas: z.object({
        'app-permissions': z.object({ properties: z.record(z.string(), z.object({ enum: z.array(z.string()) })) }),
      }),
    }),
  })
  .parse(description).components.schemas['app-permissions'].properties

it('asks for permissions and levels that GitHub has', () => {
  const unknown = Object.entries(manifest.default_permissions).filter(
    ([name, level]) => !known[name]?.enum.includes(level),
  )

  expect(unknown).toEqual([])
})

it('writes only checks, statuses and pull requests', () => {
  const written = Object.entries(manifest.default_permissions).filter(([, level]) => level !== 'read')

  expect(written.map(([name]) => name).sort()).toEqual(['checks', 'pull_requests', 'statuses'])
})

it('subscribes to events that GitHub has, each once', () => {
  expect(manifest.default_events.length).toBeGreaterThan(0)
  expect(emitterEventNames).toEqual(expect.arrayContaining([...manifest.default_events]))
  expect(new Set(manifest.default_events).size).toBe(manifest.default_events.length)
})

it('does not list the events that GitHub sends to every app, which it would refuse', () => {
  expect(manifest.default_events.filter((name) => /^(installation|github_app_authorization|ping$)/.test(name))).toEqual(
    [],
  )
})

it.each([
  ['merge_group', 'merge_queues'],
  ['registry_package', 'packages'],
  ['repository_ruleset', 'administration'],
  ['branch_protection_rule', 'administration'],
  ['pull_request', 'pull_requests'],
  ['check_run', 'checks'],
  ['push', 'contents'],
])('has for the event %s the permission %s, without which GitHub does not send it', (event, permission) => {
  expect(manifest.default_events).toContain(event)
  expect(manifest.default_permissions).toHaveProperty(permission)
})

it('is private, and names the path at which webhooks are taken', () => {
  expect(manifest.public).toBe(false)
  expect(new URL(manifest.hook_attributes.url).pathname).toBe('/api/github/webhooks')
})

it('says of every permission and event why it is there', () => {
  const lines = text.split('\n')
  const entries = lines.flatMap((line, at) => (/^ {2}(- \w+|\w+: (read|write))$/.test(line) ? [at] : []))

  expect(entries).toHaveLength(manifest.default_events.length + Object.keys(manifest.default_permissions).length)
  expect(entries.filter((at) => !/^ {2}# \S/.test(lines[at - 1] ?? ''))).toEqual([])
})

it.each([
  ['a public app', { public: true }],
  ['a misspelt name', { default_event: [] }],
  ['a level that GitHub does not have', { default_permissions: { checks: 'wirte' } }],
])('is refused with %s', (_, change) => {
  expect(() => readAppManifest(JSON.stringify({ ...parse(text), ...change }))).toThrow(/app.yml is wrong/)
})
