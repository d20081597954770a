import { expect, it } from 'vitest'
import { scene } from './scene.ts'

const name = 'Sluicegate'

function annotations(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    path: 'src/cart.ts',
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: 'warning' as const,
    message: 'Remove this',
  }))
}

it('completes a run by its conclusion and keeps every state it had', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world

  const { data } = await github.checks.create({ ...at, name, head_sha: head, status: 'in_progress' })
  await github.checks.update({ ...at, check_run_id: data.id, conclusion: 'success' })

  const [run] = fake.checkRuns(repo, head)
  expect(run).toMatchObject({ status: 'completed', conclusion: 'success', completedAt: expect.any(String) })
  expect(run?.history.map(({ status }) => status)).toEqual(['in_progress', 'completed'])
  expect(fake.bugs).toEqual([])
})

it('refuses a completed run without a conclusion', async () => {
  await using world = await scene()
  const { github, at, head } = world

  const creating = github.checks.create({ ...at, name, head_sha: head, status: 'completed' })

  await expect(creating).rejects.toMatchObject({ status: 422, message: expect.stringContaining('conclusion') })
})

it.each(['summary', 'text'] as const)('refuses a %s of 65,536 characters in the words of GitHub', async (field) => {
  await using world = await scene()
  const { github, at, head } = world
  const output = { title: 'Failed', summary: 'Failed', [field]: 'x'.repeat(65_536) }

  const creating = github.checks.create({ ...at, name, head_sha: head, output })

  const message = expect.stringContaining('Only 65535 characters are allowed; 65536 were supplied.')
  await expect(creating).rejects.toMatchObject({ status: 422, message })
})

it('appends 50 annotations a request and refuses 51', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world
  const output = { title: 'Failed', summary: 'Failed' }

  const { data } = await github.checks.create({
    ...at,
    name,
    head_sha: head,
    output: { ...output, annotations: annotations(50) },
  })
  await github.checks.update({ ...at, check_run_id: data.id, output: { ...output, annotations: annotations(2) } })
  const tooMany = github.checks.update({
    ...at,
    check_run_id: data.id,
    output: { ...output, annotations: annotations(51) },
  })

  await expect(tooMany).rejects.toMatchObject({ status: 422 })
  expect(fake.checkRuns(repo, head)[0]?.annotations).toHaveLength(52)
  const { data: listed } = await github.checks.listAnnotations({ ...at, check_run_id: data.id, per_page: 100 })
  expect(listed).toHaveLength(52)
})

it('refuses columns on an annotation of several lines', async () => {
  await using world = await scene()
  const { github, at, head } = world
  const [annotation] = annotations(1)
  const wide = [
    {
      ...annotation,
      path: 'a',
      start_line: 1,
      end_line: 2,
      start_column: 3,
      annotation_level: 'notice',
      message: 'm',
    } as const,
  ]

  const creating = github.checks.create({
    ...at,
    name,
    head_sha: head,
    output: { title: 't', summary: 's', annotations: wide },
  })

  await expect(creating).rejects.toMatchObject({ status: 422 })
})

it('lets nobody but the creating app change a run', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world
  const id = fake.postForeignCheck(repo, head, { name, conclusion: 'failure' })

  const updating = github.checks.update({ ...at, check_run_id: id, conclusion: 'success' })

  await expect(updating).rejects.toMatchObject({ status: 403, message: expect.stringContaining('Invalid app_id') })
  expect(fake.checkRuns(repo, head)[0]?.conclusion).toBe('failure')
})

it('refuses fields that GitHub does not know', async () => {
  await using world = await scene()
  const { github, at, head } = world

  const creating = github.request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    name,
    head_sha: head,
    colour: 'red',
  })

  await expect(creating).rejects.toMatchObject({ status: 422, message: expect.stringContaining('colour') })
})

it('has no check run on a commit that it does not have', async () => {
  await using world = await scene()
  const { github, at } = world

  const creating = github.checks.create({ ...at, name, head_sha: 'f'.repeat(40) })

  await expect(creating).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('No commit found for SHA'),
  })
})

it('lists the newest run of a name, and all on demand', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world
  await github.checks.create({ ...at, name, head_sha: head, conclusion: 'failure' })
  const { data: newest } = await github.checks.create({ ...at, name, head_sha: head, conclusion: 'success' })
  fake.postForeignCheck(repo, head, { name, conclusion: 'failure' })

  const own = { ...at, ref: head, check_name: name, app_id: fake.app.id }
  const { data: latest } = await github.checks.listForRef(own)
  const { data: all } = await github.checks.listForRef({ ...own, filter: 'all' })

  expect(latest.check_runs.map(({ id }) => id)).toEqual([newest.id])
  expect(all.total_count).toBe(2)
})

it('tells the app of its own runs, once created and once completed', async () => {
  await using world = await scene()
  const { fake, github, at, head, repo } = world
  const before = fake.deliveries.length

  const { data } = await github.checks.create({ ...at, name, head_sha: head })
  await github.checks.update({ ...at, check_run_id: data.id, conclusion: 'neutral' })
  await github.checks.update({ ...at, check_run_id: data.id, conclusion: 'failure' })
  fake.postForeignCheck(repo, head, { name: 'build', conclusion: 'success' })

  const told = fake.deliveries.slice(before).map(({ event, action }) => `${event}.${action}`)
  expect(told).toEqual(['check_run.created', 'check_run.completed'])
})
