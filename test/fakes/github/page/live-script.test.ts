import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { scene } from '../scene.ts'

it('lets the script that follows a pull request run, and no other', async () => {
  await using world = await scene({ validate: false })
  const { fake, repo, number } = world

  const response = await fetch(`${fake.htmlUrl}/${repo}/pull/${number}`)
  const script = /<script>([\s\S]*)<\/script>/.exec(await response.text())?.[1] ?? ''

  const hash = createHash('sha256').update(script).digest('base64')
  expect(script).toContain('fetch(location.href)')
  expect(response.headers.get('content-security-policy')).toContain(`script-src 'sha256-${hash}';`)
})

it('leaves the answer to a refused merge standing', async () => {
  await using world = await scene({ validate: false })
  const { fake, repo, number } = world
  fake.requireCheck(repo, 'main', { context: 'Sluicegate' })

  const response = await fetch(`${fake.htmlUrl}/${repo}/pull/${number}/merge`, { method: 'POST' })

  expect(await response.text()).not.toContain('<script>')
})
