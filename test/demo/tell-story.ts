import { recordedShas } from '../scenarios/recorded-pull-request.ts'
import { actor } from './actor.ts'
import {
  createDemoRepository,
  type DemoPullRequest,
  generated,
  helpers,
  openDemoPullRequest,
  repository,
  reviewed,
} from './demo-repository.ts'
import type { Narrator } from './narrator.ts'
import type { Stage } from './open-stage.ts'

export type Telling = {
  readonly stage: Stage
  readonly tell: Narrator
  /** Ends before each step but the first. */
  readonly pause: () => Promise<void>
  /** Merges what is free at once, instead of leaving the button to the reader. */
  readonly merging: boolean
}

/** The main job, from a waiting check to a merge; throws a sentence when a step did not happen. */
export async function tellStory(telling: Telling): Promise<void> {
  const { stage, pause } = telling
  createDemoRepository(stage.gitHub)
  await analyseMain(telling)
  await pause()
  await blockUntilCovered(telling)
  await pause()
  await followTheReview(telling)
  await pause()
  await blockOnEverything(telling)
}

async function analyseMain({ stage, tell }: Telling): Promise<void> {
  const act = actor(stage, tell)
  tell.step('SonarQube analyses main')
  await act.webhook('001-main-first')
  await act.webhook('002-main-second')
  await act.check(recordedShas.mainSecond, 'success')
}

async function blockUntilCovered({ stage, tell, pause, merging }: Telling): Promise<void> {
  const act = actor(stage, tell)
  const { number, branch } = helpers
  const [first, , third] = recordedShas.pull2
  tell.step(opened(helpers))
  openDemoPullRequest(stage.gitHub, helpers)
  await act.check(first, null)
  act.merge(number, 'blocked')
  act.pullRequestPage(number)

  await pause()
  tell.step(`SonarQube analyses commit ${first.slice(0, 7)}`)
  await act.webhook('004-pr2-head1-fail')
  const failed = await act.check(first, 'failure')
  act.merge(number, 'blocked')
  await act.pressMerge(number, 405)
  act.commitPage(failed)

  await pause()
  tell.step(`Tests are added, and commit ${third.slice(0, 7)} is pushed`)
  stage.gitHub.push(repository, branch, third)
  await act.check(third, null)
  act.merge(number, 'blocked')

  await pause()
  tell.step(`SonarQube analyses commit ${third.slice(0, 7)}`)
  await act.webhook('006-pr2-head3-pass')
  const passed = await act.check(third, 'success')
  act.merge(number, 'clean')
  if (merging) await act.pressMerge(number, 200)
  act.commitPage(passed)
}

async function followTheReview({ stage, tell, pause }: Telling): Promise<void> {
  const act = actor(stage, tell)
  const { number, heads } = reviewed
  const { sha } = heads[0]
  tell.step(opened(reviewed))
  openDemoPullRequest(stage.gitHub, reviewed)
  await act.webhook('010-pr7-one-issue-fail')
  const failed = await act.check(sha, 'failure')
  act.merge(number, 'blocked')
  act.pullRequestPage(number)

  await pause()
  tell.step('Both issues are accepted in SonarQube: the check follows without a new analysis')
  await act.webhook('011-pr7-accept-2of2')
  const accepted = await act.check(sha, 'success')
  if (accepted.id !== failed.id) throw new Error('The check of pull request #7 did not follow: another one was posted.')
  act.merge(number, 'clean')
}

async function blockOnEverything({ stage, tell }: Telling): Promise<void> {
  const act = actor(stage, tell)
  const { number, heads } = generated
  tell.step(opened(generated))
  openDemoPullRequest(stage.gitHub, generated)
  await act.webhook('018-pr13-head1-fail-all')
  const failed = await act.check(heads[0].sha, 'failure')
  act.merge(number, 'blocked')
  act.pullRequestPage(number)
  act.commitPage(failed)
}

function opened({ number, title }: DemoPullRequest): string {
  return `Pull request #${number} is opened: ${title}`
}
