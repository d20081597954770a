import { type CheckRunContent, checkRunName } from '../../core/decorations/check-run-content.ts'
import type { GitHub } from '../../flow/ports.ts'
import { isStatus } from './fault-of.ts'
import type { Calls } from './installation-clients.ts'

type CheckRunPort = Pick<GitHub, 'newestCheckRun' | 'createCheckRun' | 'updateCheckRun'>

export function checkRuns(calls: Calls, app: { readonly id: number }): CheckRunPort {
  return {
    async newestCheckRun({ owner, name, installationId }, sha) {
      const { data } = await calls.read(installationId, (client) =>
        client.rest.checks.listForRef({
          owner,
          repo: name,
          ref: sha,
          check_name: checkRunName,
          app_id: app.id,
          filter: 'latest',
          per_page: 1,
        }),
      )
      const [run] = data.check_runs
      if (run === undefined) return null
      return { id: run.id, externalId: run.external_id ?? '', completed: run.status === 'completed' }
    },
    async createCheckRun({ owner, name, installationId }, sha, externalId, content) {
      const { data } = await calls.write(installationId, 'check_run_create', (client) =>
        client.rest.checks.create({
          owner,
          repo: name,
          name: checkRunName,
          head_sha: sha,
          external_id: externalId,
          ...bodyOf(content),
        }),
      )
      return data.id
    },
    async updateCheckRun({ owner, name, installationId }, id, content) {
      try {
        await calls.write(installationId, 'check_run_update', (client) =>
          client.rest.checks.update({ owner, repo: name, check_run_id: id, ...bodyOf(content) }),
        )
        return true
      } catch (fault) {
        if (isStatus(fault, 404)) return false
        throw fault
      }
    },
  }
}

function bodyOf({ conclusion, title, summary, text, detailsUrl }: CheckRunContent) {
  const output = text === null ? { title, summary } : { title, summary, text }
  const state = conclusion === null ? { status: 'in_progress' as const } : { status: 'completed' as const, conclusion }
  return { ...state, details_url: detailsUrl, output }
}
