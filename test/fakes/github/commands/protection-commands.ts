import type { Stage } from '../events.ts'
import { type RequiredCheck, repositoryNamed } from '../world.ts'

export function protectionCommands({ world }: Stage) {
  return {
    requireCheck(name: string, branch: string, check: RequiredCheck, via: 'ruleset' | 'classic' = 'ruleset'): void {
      const repository = repositoryNamed(world, name)
      if (via === 'classic') {
        repository.classicChecks.set(branch, [...(repository.classicChecks.get(branch) ?? []), check])
        return
      }
      const { context, integrationId } = check
      const required = { context, ...(integrationId !== undefined && { integration_id: integrationId }) }
      const now = world.now()
      const id = world.nextId()
      repository.rulesets.set(id, {
        id,
        name: `Require ${context}`,
        target: 'branch',
        enforcement: 'active',
        conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
        rules: [
          {
            type: 'required_status_checks',
            parameters: {
              strict_required_status_checks_policy: false,
              do_not_enforce_on_create: false,
              required_status_checks: [required],
            },
          },
        ],
        bypassActors: [],
        createdAt: now,
        updatedAt: now,
      })
    },
  }
}
