import type { GitHub, Repository, Transact } from '../ports.ts'

type Deps = { readonly gitHub: Pick<GitHub, 'repository'>; readonly transact: Transact }

/** GitHub's events about installations name repositories without their default branch: where it is unknown, GitHub is asked. */
export async function withDefaultBranch({ gitHub, transact }: Deps, repository: Repository): Promise<Repository> {
  if (repository.defaultBranch !== null) return repository
  const whole = await gitHub.repository(repository)
  if (whole === null) return repository
  await transact((facts) => facts.upsertRepository(whole))
  return whole
}
