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
/** After a look that found nothing to start, the next comes no sooner than so many times what it took. */
const lookShare = 10
/** How long nothing is taken after the end of a run could not be recorded. */
const restMs = 5000

/** Takes due subjects, several at once but each alone, and settles, retries or parks each by how its run ended. */
export function startWorkLoop({ queue, clock, run, observe, later }: WorkLoopDeps): WorkLoop {
  const running = new Map<string, DueSubject>()
  /** Taken while their lane was full; they start as it empties, without another look. */
  let held: readonly DueSubject[] = []
  const pausedUntil = new Map<string, number>()
  let restsUntil = 0
  let nextLookAt = 0
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
    const early = nextLookAt - clock.now()
    if (early > 0) {
      lookIn(early)
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
        lookIn(lookEveryMs)
      })
  }

  function lookIn(ms: number): void {
    cancelTimer()
    cancelTimer = later(look, ms)
  }

  async function takeDue(): Promise<void> {
    while (!stopped && running.size < most && clock.now() >= restsUntil) {
      const askedAt = clock.now()
      const taken = await queue.take(askedAt, most, busy())
      held = [...held, ...taken]
      if (startHeld() === 0) {
        // In a flood the queue reads past all that waits for full lanes, which must not happen at every event of the flood.
        nextLookAt = clock.now() + (clock.now() - askedAt) * lookShare
        return
      }
    }
  }

  /** Starts what there is room for; how many. What cannot start now waits here, or in the queue if its lane is paused. */
  function startHeld(): number {
    const candidates = held.filter(({ lane }) => (pausedUntil.get(lane) ?? 0) <= clock.now())
    const started = new Set(candidates.filter(start))
    held = candidates.filter((due) => !started.has(due))
    return started.size
  }

  function start(due: DueSubject): boolean {
    const key = subjectKey(due.subject)
    if (running.size >= most || running.has(key) || runningOf(due.lane) >= mostOfLane) return false
    running.set(key, due)
    void attempt(due).finally(() => {
      running.delete(key)
      if (stopped) checkIdle()
      else if (clock.now() < restsUntil || startHeld() === 0) look()
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
      await failed(due, fault).catch((second: unknown) => {
        // The queue cannot be told to wait, so we must: else the same would run over and over.
        restsUntil = clock.now() + restMs
        observe.stumbled(second)
      })
    }
  }

  async function failed(due: DueSubject, fault: unknown): Promise<void> {
    if (fault instanceof OutsideFault && fault.code === 'limited' && fault.until !== null) {
      // An analysis shares its lane with those of other installations, which GitHub does not limit.
      if (due.subject.kind !== 'analysis')
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
    const full = [...running.values()].map(({ lane }) => lane).filter((lane) => runningOf(lane) >= mostOfLane)
    const lanes = new Set([...pausedUntil.keys(), ...full, ...held.map(({ lane }) => lane)])
    return { lanes: [...lanes], subjects: [...running.keys()] }
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
