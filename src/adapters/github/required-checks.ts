import type { GitHub, Repository } from '../../flow/ports.ts'
import { isStatus } from './fault-of.ts'
import type { Calls } from './installation-clients.ts'

type App = { readonly id: number; readonly check: string; readonly now: () => number }
type Requirement = { readonly context: string; readonly integrationId: number | null }

/** What a branch requires changes seldom; a minute old is fresh enough. */
const keptMs = 60_000

export type RequiredChecks = Pick<GitHub, 'requiresCheck'> & {
  /** What is kept of the branches of a repository is out of date. */
  forgetRequirements(repository: Pick<Repository, 'id'>): void
}

export function requiredChecks(calls: Calls, { id, check, now }: App): RequiredChecks {
  const known = new Map<string, { readonly required: boolean; readonly at: number }>()
  let forgotten = 0
  return {
    forgetRequirements(repository) {
      forgotten += 1
      for (const key of known.keys()) if (key.startsWith(`[${repository.id},`)) known.delete(key)
    },
    async requiresCheck(repository, branch) {
      const key = JSON.stringify([repository.id, branch])
      const kept = known.get(key)
      if (kept !== undefined && now() - kept.at < keptMs) return kept.required
      const before = forgotten
      const requirements = [
        ...(await byRulesets(calls, repository, branch)),
        ...(await byProtection(calls, repository, branch)),
      ]
      const required = requirements.some(
        ({ context, integrationId }) => context === check && (integrationId === null || integrationId === id),
      )
      if (known.size > 10_000) known.clear()
      // An answer that was under way when the requirements changed may be from before.
      if (before === forgotten) known.set(key, { required, at: now() })
      return required
    },
  }
}

async function byRulesets(calls: Calls, repository: Repository, branch: string): Promise<readonly Requirement[]> {
  const { owner, name, installationId } = repository
  const rules = await orNone(() =>
    calls.read(installationId, (client) =>
      client.paginate(client.rest.repos.getBranchRules, { owner, repo: name, branch, per_page: 100 }),
    ),
  )
  return (rules ?? []).flatMap((rule) =>
    rule.type === 'required_status_checks'
      ? (rule.parameters?.required_status_checks ?? []).map(({ context, integration_id }) => ({
          context,
          integrationId: integration_id ?? null,
        }))
      : [],
  )
}

/** Classic protection, as far as it is told to those who may only read. */
async function byProtection(calls: Calls, repository: Repository, branch: string): Promise<readonly Requirement[]> {
  const { owner, name, installationId } = repository
  const found = await orNone(() =>
    calls.read(installationId, (client) => client.rest.repos.getBranch({ owner, repo: name, branch })),
  )
  const required = found?.data.protection.required_status_checks
  const checks =
    required !== undefined && 'checks' in required
      ? (required.checks as readonly { context: string; app_id: number | null }[])
      : []
  return (required?.contexts ?? []).flatMap((context) => {
    const apps = checks.filter((check) => check.context === context).map(({ app_id }) => app_id)
    return (apps.length > 0 ? apps : [null]).map((app) => ({ context, integrationId: app === -1 ? null : app }))
  })
}

/** What we may not read we cannot know to be required. */
async function orNone<T>(request: () => Promise<T>): Promise<T | null> {
  try {
    return await request()
  } catch (fault) {
    if (isStatus(fault, 403) || isStatus(fault, 404)) return null
    throw fault
  }
}
