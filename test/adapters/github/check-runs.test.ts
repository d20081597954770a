import { expect, it } from 'vitest'
import type { CheckRunContent } from '../../../src/core/decorations/check-run-content.ts'
import { appId, nockedGitHub, repository, sha } from './nocked.ts'

const gitHub = nockedGitHub()
const path = '/repos/acme/web/check-runs'
const failed: CheckRunContent = {
  conclusion: 'failure',
  title: '1 of 4 conditions failed',
  summary: 'Coverage',
  text: 'A table',
  detailsUrl: 'https://sluicegate.example/acme/web/commit/a?key=k',
}
const waiting: CheckRunContent = { ...failed, conclusion: null, text: null }
const output = { title: failed.title, summary: failed.summary }

it('creates a completed run under the one name that branches require', async () => {
  gitHub
    .installation()
    .post(path, {
      name: 'Sluicegate',
      head_sha: sha,
      external_id: 'sluicegate:1:a:1',
      status: 'completed',
      conclusion: 'failure',
      details_url: failed.detailsUrl,
      output: { ...output, text: 'A table' },
    })
    .reply(201, { id: 99 })

  expect(await gitHub.port.createCheckRun(repository, sha, 'sluicegate:1:a:1', failed)).toBe(99)
})

it('creates a run that waits with no conclusion and no text', async () => {
  const body = {
    name: 'Sluicegate',
    head_sha: sha,
    external_id: 'x',
    status: 'in_progress',
    details_url: failed.detailsUrl,
    output,
  }
  gitHub.installation().post(path, body).reply(201, { id: 99 })

  expect(await gitHub.port.createCheckRun(repository, sha, 'x', waiting)).toBe(99)
})

it('updates a run in place, and says when GitHub no longer has it', async () => {
  const body = {
    status: 'completed',
    conclusion: 'failure',
    details_url: failed.detailsUrl,
    output: { ...output, text: 'A table' },
  }
  gitHub.installation().patch(`${path}/99`, body).reply(200, { id: 99 }).patch(`${path}/98`, body).reply(404)

  expect(await gitHub.port.updateCheckRun(repository, 99, failed)).toBe(true)
  expect(await gitHub.port.updateCheckRun(repository, 98, failed)).toBe(false)
})

it.each([
  [403, 'refused'],
  [422, 'refused'],
  [500, 'unavailable'],
] as const)('does not take a %i for a run that is gone', async (status, code) => {
  gitHub.installation().patch(`${path}/99`).reply(status, { message: 'No' })

  await expect(gitHub.port.updateCheckRun(repository, 99, failed)).rejects.toMatchObject({ code })
})

it('finds our newest run on a commit, and nobody else’s', async () => {
  const query = { check_name: 'Sluicegate', app_id: appId, filter: 'latest', per_page: 1 }
  const run = { id: 5, external_id: 'sluicegate:1:a:2', status: 'completed', conclusion: 'success' }
  gitHub
    .installation()
    .get(`/repos/acme/web/commits/${sha}/check-runs`)
    .query(query)
    .reply(200, { total_count: 1, check_runs: [run] })

  expect(await gitHub.port.newestCheckRun(repository, sha)).toEqual({
    id: 5,
    externalId: 'sluicegate:1:a:2',
    completed: true,
  })
})

it('finds none where there is none', async () => {
  gitHub
    .installation()
    .get(`/repos/acme/web/commits/${sha}/check-runs`)
    .query(true)
    .reply(200, { total_count: 0, check_runs: [] })

  expect(await gitHub.port.newestCheckRun(repository, sha)).toBeNull()
})
