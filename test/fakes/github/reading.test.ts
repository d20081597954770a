import { expect, it } from 'vitest'
import { scene } from './scene.ts'

it('reads the tree of a branch, inherited from its parents', async () => {
  await using world = await scene()
  const { github, at } = world

  const { data: raw } = await github.repos.getContent({
    ...at,
    path: 'README.md',
    ref: 'feature',
    mediaType: { format: 'raw' },
  })
  const { data: json } = await github.repos.getContent({ ...at, path: 'src/cart.ts', ref: 'feature' })

  expect(raw).toBe('# shop\n')
  expect('content' in json && Buffer.from(json.content, 'base64').toString()).toBe('export const total = 1\n')
  await expect(github.repos.getContent({ ...at, path: 'src/cart.ts' })).rejects.toMatchObject({ status: 404 })
})

it('answers 304 to the etag of an unchanged file', async () => {
  await using world = await scene()
  const { fake, github, at, repo } = world
  const { headers } = await github.repos.getContent({ ...at, path: 'README.md' })
  const again = () => github.repos.getContent({ ...at, path: 'README.md', headers: { 'if-none-match': headers.etag } })

  await expect(again()).rejects.toMatchObject({ status: 304 })
  fake.push(repo, 'main', fake.addCommit(repo, { files: { 'README.md': '# changed\n' } }))

  expect((await again()).status).toBe(200)
})

it.each([
  ['feature...feature', 'identical', 0, 0],
  ['main...feature', 'ahead', 1, 0],
  ['feature...main', 'behind', 0, 1],
  ['side...feature', 'diverged', 1, 1],
])('compares %s as %s', async (basehead, status, ahead, behind) => {
  await using world = await scene()
  const { fake, github, at, repo } = world
  fake.push(repo, 'side', fake.addCommit(repo, { files: { 'side.ts': '1' } }))

  const { data } = await github.repos.compareCommitsWithBasehead({ ...at, basehead })

  expect(data).toMatchObject({ status, ahead_by: ahead, behind_by: behind })
  expect(fake.bugs).toEqual([])
})

it('has the test merge commit of base and head', async () => {
  await using world = await scene()
  const { fake, github, at, repo, head, number } = world

  const { data } = await github.repos.getCommit({ ...at, ref: fake.mergeCommitOf(repo, number) })
  const { data: byRef } = await github.repos.getCommit({ ...at, ref: `refs/pull/${number}/merge` })

  expect(data.parents.map(({ sha }) => sha)).toEqual([fake.headOf(repo), head])
  expect(byRef.sha).toBe(data.sha)
})

it('finds the pull requests of a commit, but none of a fork', async () => {
  await using world = await scene()
  const { fake, github, at, repo, head, number } = world
  const forked = fake.addCommit(repo, { files: { 'fork.ts': '1' } })
  fake.openPullRequest(repo, { head: 'patch', fork: { owner: 'eve', sha: forked } })

  const { data: own } = await github.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: head })
  const { data: foreign } = await github.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: forked })

  expect(own.map((pull) => pull.number)).toEqual([number])
  expect(foreign).toEqual([])
})

it('pages through pull requests by links, and filters them', async () => {
  await using world = await scene()
  const { fake, github, at, repo } = world
  for (let index = 0; index < 4; index += 1) {
    fake.push(repo, `b${index}`, fake.addCommit(repo, { files: { [`${index}.ts`]: '' } }))
    fake.openPullRequest(repo, { head: `b${index}` })
  }

  const all = await github.paginate(github.pulls.list, { ...at, per_page: 2 })
  const { data: one } = await github.pulls.list({ ...at, head: 'acme:b2' })

  expect(all.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1])
  expect(one.map(({ number }) => number)).toEqual([4])
})

it('lists the commits and files of a pull request', async () => {
  await using world = await scene()
  const { fake, github, at, repo, head, number } = world
  const next = fake.addCommit(repo, { parents: [head], files: { 'README.md': null } })
  fake.push(repo, 'feature', next)

  const { data: commits } = await github.pulls.listCommits({ ...at, pull_number: number })
  const { data: files } = await github.pulls.listFiles({ ...at, pull_number: number })

  expect(commits.map(({ sha }) => sha)).toEqual([head, next])
  expect(files.map(({ filename, status }) => `${status} ${filename}`)).toEqual([
    'removed README.md',
    'added src/cart.ts',
  ])
})

it('redirects from the old name of a repository', async () => {
  await using world = await scene()
  const { fake, github, at, repo } = world
  fake.renameRepository(repo, 'store')

  const { data } = await github.repos.get(at)

  expect(data.full_name).toBe('acme/store')
  expect(fake.requests.map(({ status }) => status)).toEqual([301, 200])
})

it('shows the rules of a branch and takes new rulesets', async () => {
  const permissions = { administration: 'write', contents: 'read' } as const
  await using world = await scene({ permissions })
  const { fake, github, at } = world
  const check = { context: 'Sluicegate', integration_id: fake.app.id }
  const parameters = { strict_required_status_checks_policy: false, required_status_checks: [check] }
  const ruleset = {
    ...at,
    name: 'Sluicegate',
    enforcement: 'active' as const,
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [{ type: 'required_status_checks' as const, parameters }],
  }

  const { data: created } = await github.repos.createRepoRuleset(ruleset)
  const { data: rules } = await github.repos.getBranchRules({ ...at, branch: 'main' })
  await github.repos.updateRepoRuleset({ ...ruleset, ruleset_id: created.id, enforcement: 'disabled' })
  const { data: after } = await github.repos.getBranchRules({ ...at, branch: 'main' })

  expect(rules).toMatchObject([{ type: 'required_status_checks', parameters, ruleset_id: created.id }])
  expect(after).toEqual([])
  expect(fake.bugs).toEqual([])
})

it('refuses a ruleset for an app that is not there', async () => {
  await using world = await scene({ permissions: { administration: 'write' } })
  const { github, at } = world
  const check = { context: 'x', integration_id: 7 }
  const parameters = { strict_required_status_checks_policy: false, required_status_checks: [check] }
  const rules = [{ type: 'required_status_checks' as const, parameters }]

  const creating = github.repos.createRepoRuleset({ ...at, name: 'x', enforcement: 'active', rules })

  await expect(creating).rejects.toMatchObject({ status: 422, message: expect.stringContaining('Validation Failed') })
})

it('keeps comments with their author and refuses what is too long', async () => {
  await using world = await scene()
  const { fake, github, at, repo, number } = world

  const { data } = await github.issues.createComment({ ...at, issue_number: number, body: '<!-- sluicegate -->' })
  await github.issues.updateComment({ ...at, comment_id: data.id, body: 'Passed' })
  await github.reactions.createForIssueComment({ ...at, comment_id: data.id, content: 'eyes' })
  const tooLong = github.issues.updateComment({ ...at, comment_id: data.id, body: 'é'.repeat(131_073) })

  await expect(tooLong).rejects.toMatchObject({ status: 422 })
  expect(data.performed_via_github_app?.id).toBe(fake.app.id)
  expect(fake.comments(repo, number).map(({ body }) => body)).toEqual(['Passed'])
  await github.issues.deleteComment({ ...at, comment_id: data.id })
  expect(fake.comments(repo, number)).toEqual([])
  expect(fake.bugs).toEqual([])
})
