import { expect, it } from 'vitest'
import { scene } from './scene.ts'

async function page(url: string, init?: RequestInit): Promise<string> {
  return (await fetch(url, init)).text()
}

it('shows why a pull request cannot be merged, and offers the button once it can', async () => {
  await using world = await scene()
  const { fake, repo, number, head } = world
  const url = `${fake.htmlUrl}/${repo}/pull/${number}`
  fake.requireCheck(repo, 'main', { context: 'Sluicegate' })

  const blocked = await page(url)
  fake.postForeignCheck(repo, head, {
    name: 'Sluicegate',
    conclusion: 'success',
    output: { title: 'Passed', summary: '' },
  })
  const free = await page(url)
  const merged = await page(`${url}/merge`, { method: 'POST' })

  expect(blocked).toContain('Required status check &quot;Sluicegate&quot; is expected.')
  expect(blocked).toContain('<button type="submit" disabled>')
  expect(free).toContain('All checks have passed')
  expect(merged).toContain('Pull request successfully merged')
})

it('refuses the button of a blocked pull request in words', async () => {
  await using world = await scene()
  const { fake, repo, number } = world
  fake.requireCheck(repo, 'main', { context: 'Sluicegate' })

  const response = await fetch(`${fake.htmlUrl}/${repo}/pull/${number}/merge`, { method: 'POST' })

  expect(response.status).toBe(405)
  expect(await response.text()).toContain('role="alert"')
})

it('renders markdown as GitHub does, and none of the HTML in it', async () => {
  await using world = await scene()
  const { fake, repo, head } = world
  const summary = [
    '<!-- hidden -->',
    '| a | b |\n|---|---|\n| 1 | 2<br>3 |',
    '<details><summary><b>More</b></summary>\n\n- `x`\n\n</details>',
    '<img src=x onerror=alert(1)>',
    '<details onclick="alert(1)">',
    '[x](javascript:alert(1))',
  ].join('\n\n')
  fake.postForeignCheck(repo, head, { name: 'Sluicegate', output: { title: '<i>', summary } })

  const html = await page(`${fake.htmlUrl}/${repo}/commit/${head}`)

  expect(html).toContain('<td>2<br>')
  expect(html).toContain('<details><summary><strong>More</strong></summary>')
  expect(html).toContain('&lt;i&gt;')
  expect(html).not.toMatch(/hidden|<img|<details onclick|href="javascript/)
})

it('lists pull requests and branches of a repository', async () => {
  await using world = await scene()
  const { fake, repo } = world

  const html = await page(`${fake.htmlUrl}/${repo}`)

  expect(html).toContain('Add a cart')
  expect(html).toContain('feature')
  expect((await fetch(`${fake.htmlUrl}/acme/nothing`)).status).toBe(404)
})
