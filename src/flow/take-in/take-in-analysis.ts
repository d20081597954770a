import type { AnalysisReport } from '../../core/analyses/analysis.ts'
import { judgeFlip, worseGate } from '../../core/analyses/judge-flip.ts'
import type { Facts } from '../facts.ts'
import { projectLane } from '../lanes.ts'
import type { Clock, Transact } from '../ports.ts'

export type TakeInAnalysis = {
  readonly connection: string
  readonly report: AnalysisReport
  /** The webhook's body as it came. */
  readonly body: string
}

type Deps = { readonly transact: Transact; readonly clock: Clock; readonly wake: () => void }

/**
 * Keeps what a SonarQube webhook says and marks the analysis as due, in one transaction. `stored` once it is durable;
 * `nothing_new` when it changes nothing: a task seen before, a replay, or a flip to what is already known.
 */
export async function takeInAnalysis(
  { transact, clock, wake }: Deps,
  arrived: TakeInAnalysis,
): Promise<'stored' | 'nothing_new'> {
  const receivedAt = clock.now()
  const taken = await transact((facts) =>
    arrived.report.taskId === null ? takeInFlip(facts, arrived, receivedAt) : takeInTask(facts, arrived, receivedAt),
  )
  if (taken === 'stored') wake()
  return taken
}

async function takeInTask(facts: Facts, arrived: TakeInAnalysis, receivedAt: number) {
  const order = await record(facts, arrived, receivedAt)
  return add(facts, arrived, order, receivedAt)
}

async function add(facts: Facts, { connection, report }: TakeInAnalysis, order: number, receivedAt: number) {
  const id = await facts.addAnalysis({ ...report, connection, order, receivedAt })
  if (id === null) {
    await facts.forgetDelivery(order)
    return 'nothing_new'
  }
  const { gate, changedAt, taskId, succeeded } = report
  // Also the flip that makes its task has its place among the flips: an older one may come after it.
  if (taskId === null) await facts.flip(id, { gate, changedAt: changedAt ?? receivedAt, order, reread: false })
  else if (succeeded) await standAgainstEarlyFlip(facts, { ...report, connection }, id, order)
  await facts.mark({ kind: 'analysis', id }, projectLane(connection, report.project.key), receivedAt)
  return 'stored'
}

/**
 * SonarQube delivers the webhooks of a task one after the other, and a slow receiver holds up the next: a flip may overtake its
 * own task. Which of the two is the live state only SonarQube knows; until it says, the worse one stands.
 */
async function standAgainstEarlyFlip(
  facts: Facts,
  task: AnalysisReport & { readonly connection: string },
  id: number,
  order: number,
) {
  const early = await facts.findEarlyFlip(task)
  if (early === null || early.flippedAt === null) return
  await facts.flip(id, { gate: worseGate(task.gate, early.gate), changedAt: early.flippedAt, order, reread: true })
}

async function takeInFlip(facts: Facts, arrived: TakeInAnalysis, receivedAt: number) {
  const { connection, report } = arrived
  const task = await facts.findFlipped({ ...report, connection })
  const order = await record(facts, arrived, receivedAt)
  // No task is known, because it ran before the installation: the flip stands for its result.
  if (task === null) return add(facts, arrived, order, receivedAt)

  const changedAt = report.changedAt ?? receivedAt
  const judgement = judgeFlip(task, changedAt, report.gate)
  if (judgement === 'stale' || (judgement === 'same' && changedAt === task.flippedAt)) {
    await facts.forgetDelivery(order)
    return 'nothing_new'
  }
  const tie = judgement === 'tie'
  const gate = tie ? worseGate(task.gate, report.gate) : report.gate
  await facts.flip(task.id, { gate, changedAt, order, reread: tie })
  if (judgement === 'same') return 'nothing_new'
  await facts.mark({ kind: 'analysis', id: task.id }, projectLane(connection, report.project.key), receivedAt)
  return 'stored'
}

async function record(facts: Facts, { connection, body }: TakeInAnalysis, receivedAt: number): Promise<number> {
  const order = await facts.recordDelivery({
    source: 'sonarqube',
    name: connection,
    externalId: null,
    receivedAt,
    body,
  })
  if (order === null) throw new Error('a delivery without an id of its own cannot have been seen before')
  return order
}
