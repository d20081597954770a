/** What hangs longer than this after a signal is left behind. */
const patienceMs = 10_000

/** Aborts on SIGINT or SIGTERM. Later signals change nothing: npm passes on what the terminal has sent already. */
export function endSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) return
      controller.abort()
      setTimeout(() => process.exit(1), patienceMs).unref()
    })
  }
  return controller.signal
}
