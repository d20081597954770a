import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { pullRequestUrl } from './actor.ts'
import { generated, helpers, repository, reviewed } from './demo-repository.ts'
import { endSignal } from './end-signal.ts'
import { type Narrator, narrator, type Output } from './narrator.ts'
import { openStage, type Stage } from './open-stage.ts'
import { tellStory } from './tell-story.ts'

export type Surroundings = {
  readonly output?: Output
  /** Ends a demo that was left running. */
  readonly end?: AbortSignal
  /** Between the steps, for a person to follow. */
  readonly pauseMs?: number
}

/**
 * Shows the main job on recorded analyses. With `once` it runs through and ends, and throws a sentence when a step did not
 * happen; otherwise it leaves everything running until it is told to end.
 */
export async function runDemo(
  { once: isOnce }: { readonly once: boolean },
  { output = process.stdout, end = isOnce ? undefined : endSignal(), pauseMs = 1200 }: Surroundings = {},
): Promise<void> {
  const tell = narrator(output)
  await using stage = await openStage()
  tell.heading('Sluicegate on analyses recorded from SonarQube 26.4, with a GitHub on this machine')
  tell.line()
  tell.fact('GitHub', `${stage.gitHub.htmlUrl}/${repository}`)
  tell.fact('Sluicegate', stage.appUrl)
  if (isOnce || end === undefined) {
    await tellStory({ stage, tell, merging: true, pause: async () => {} })
    tell.line()
    tell.heading('Every step happened as it should.')
    return
  }
  try {
    await tellStory({ stage, tell, merging: false, pause: () => sleep(pauseMs, undefined, { signal: end }) })
    leaveOpen(stage, tell)
    if (!end.aborted) await once(end, 'abort')
  } catch (error) {
    if (!end.aborted) throw error
  }
  tell.line()
  tell.line('Ended.')
}

function leaveOpen({ gitHub }: Stage, tell: Narrator): void {
  tell.line()
  tell.heading('Left open for you to look at')
  for (const { number } of [helpers, reviewed, generated]) {
    const [word, tone] = standings[gitHub.mergeState(repository, number).state]
    tell.fact(`#${number}`, `${word.padEnd(7)}  ${pullRequestUrl(gitHub.htmlUrl, number)}`, tone)
  }
  tell.line()
  tell.line('Press Ctrl+C to end.')
}

/** A reader may have merged already what was free. */
const standings = {
  clean: ['free', 'good'],
  unstable: ['free', 'good'],
  blocked: ['blocked', 'bad'],
  draft: ['blocked', 'bad'],
  unknown: ['closed', 'plain'],
} as const
