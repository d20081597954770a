import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** What the numbers hold for. The load of others on a shared machine is part of it. */
export function describeMachine(): string {
  const memory = Math.round(totalmem() / 1024 ** 3)
  const load = loadavg().map((value) => value.toFixed(1))
  return [
    `Node ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GB`,
    `load before the run ${load.join(' ')}`,
  ].join(', ')
}
