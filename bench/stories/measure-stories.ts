import { buildWorld } from '../payloads/bench-world.ts'
import { startSluicegate } from '../processes/servers.ts'
import { type Story, tellStory } from './tell-story.ts'

export type StoriesOptions = { readonly database: string; readonly latencyMs: number; readonly count: number }

/** Tells the story so often, one after the other, to a Sluicegate of its own with a GitHub that takes so long to answer. */
export async function measureStories({ database, latencyMs, count }: StoriesOptions): Promise<readonly Story[]> {
  // Writes are paced for each installation: a few of them, so that none is held back.
  await using world = await buildWorld({ owners: 8, repositories: 1, pulls: 0 })
  const { gitHub, repositories } = world
  await using server = await startSluicegate(gitHub, database)
  gitHub.deliverTo(`http://127.0.0.1:${server.port}/api/github/webhooks`)
  const told: Story[] = []
  for (let at = 0; at < warmUp + count; at++) {
    const repository = repositories[at % repositories.length]
    if (repository === undefined) throw new Error('the world has no repositories')
    if (at === warmUp) gitHub.latencyMs = latencyMs
    told.push(await tellStory(gitHub, repository, server.port))
  }
  return told.slice(warmUp)
}

/** The first of a repository reads its file; then the compiler knows the way. */
const warmUp = 24
