import { OutsideFault } from '../faults.ts'
import type { Clock, DueSubject, Queue } from '../ports.ts'
import { type Subject, subjectKey } from '../subject.ts'
import type { RunOutcome } from './outcome.ts'
import { retryAt } from './retry-at.ts'

export type WorkLoopDeps = {
  readonly queue: Queue
  readonly clock: Clock
  readonly run: (subject: Subject) => Promise<RunOutcome>
  readonly observe: Observer
  /** Calls back after the delay; the answer cancels it. */
  readonly later: (callback: () => void, ms: number) => () => void
}

/** Told what happens, for logs and metrics. */
export type Observer = {
  finished(due: DueSubject, ms: number): void
  failed(due: DueSubject, fault: unknown, retryAt: number | null): void
  /** The queue itself could not be read or written. */
  stumbled(fault: unknown): void
}

export type WorkLoop = {
  /** Something is due now. */
  wake(): void
  /** Takes nothing new and resolves when what runs has ended. */
  stop(): Promise<void>
  running(): number
}

/** As many subjects at once; and of one lane, so that one installation's flood leaves room for the others. */
const most = 16
const mostOfLane = 4
/** Marks made by another process (the command line) are seen within this time. */
const lookEveryMs = 1000

/** Takes due subjects, several at once but each alone, and settles, retries or parks each by how its run ended. */
export function startWorkLoop({ queue, clock, run, observe, later }: WorkLoopDeps): WorkLoop {
  const running = new Map<string, DueSubject>()
  const pausedUntil = new Map<string, number>()
  let stopped = false
  let looking: Promise<void> | null = null
  let lookAgain = false
  let cancelTimer = () => {}
  let idle = () => {}

  function look(): void {
    if (looking !== null) {
      lookAgain = true
      return
    }
    lookAgain = false
    cancelTimer()
    looking = takeDue()
      .catch((fault: unknown) => observe.stumbled(fault))
      .then(() => {
        looking = null
        if (stopped) return checkIdle()
        if (lookAgain) return look()
        cancelTimer = later(look, lookEveryMs)
      })
  }

  async function takeDue(): Promise<void> {
    while (!stopped && running.size < most) {
      const taken = await queue.take(clock.now(), most - running.size, busy())
      const started = taken.filter(start)
      if (started.length === 0) return
    }
  }

  function start(due: DueSubject): boolean {
    const key = subjectKey(due.subject)
    if (running.has(key) || runningOf(due.lane) >= mostOfLane) return false
    running.set(key, due)
    void attempt(due).finally(() => {
      running.delete(key)
      if (stopped) checkIdle()
      else look()
    })
    return true
  }

  async function attempt(due: DueSubject): Promise<void> {
    const startedAt = clock.now()
    try {
      const { nextAt } = await run(due.subject)
      await queue.settle(due, nextAt)
      observe.finished(due, clock.now() - startedAt)
    } catch (fault) {
      await failed(due, fault).catch((second: unknown) => observe.stumbled(second))
    }
  }

  async function failed(due: DueSubject, fault: unknown): Promise<void> {
    if (fault instanceof OutsideFault && fault.code === 'limited' && fault.until !== null) {
      pausedUntil.set(due.lane, Math.max(pausedUntil.get(due.lane) ?? 0, fault.until))
      observe.failed(due, fault, fault.until)
      return queue.postpone(due, fault.until)
    }
    const at = retryAt(due.attempts, clock.now())
    observe.failed(due, fault, at)
    return queue.retry(due, at, fault instanceof Error ? fault.message : String(fault))
  }

  function busy() {
    const now = clock.now()
    for (const [lane, until] of pausedUntil) if (until <= now) pausedUntil.delete(lane)
    const full = new Set([...running.values()].map(({ lane }) => lane).filter((lane) => runningOf(lane) >= mostOfLane))
    return { lanes: [...pausedUntil.keys(), ...full], subjects: [...running.keys()] }
  }

  function runningOf(lane: string): number {
    return [...running.values()].filter((due) => due.lane === lane).length
  }

  function checkIdle(): void {
    if (running.size === 0 && looking === null) idle()
  }

  look()
  return {
    wake: look,
    running: () => running.size,
    stop: () =>
      new Promise((resolve) => {
        stopped = true
        cancelTimer()
        idle = resolve
        checkIdle()
      }),
  }
}
