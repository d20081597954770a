import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type QueueLength = { readonly due: number; readonly parked: number; readonly oldestDueAt: number | null }

/** What is counted. No label names a repository, a project or a person. */
export type Metrics = ReturnType<typeof prometheus>

export function prometheus({ queueLength, now }: { queueLength: () => Promise<QueueLength>; now: () => number }) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const deliveries = new Counter({
    name: 'sluicegate_deliveries_total',
    help: 'Webhooks by source and by what came of them.',
    labelNames: ['source', 'outcome'],
    registers,
  })
  const refusals = new Counter({
    name: 'sluicegate_refusals_total',
    help: 'Webhooks that were refused, by source and HTTP status.',
    labelNames: ['source', 'status'],
    registers,
  })
  const writes = new Counter({
    name: 'sluicegate_github_writes_total',
    help: 'Writes that GitHub carried out, by kind.',
    labelNames: ['kind'],
    registers,
  })
  const runs = new Histogram({
    name: 'sluicegate_reconcile_seconds',
    help: 'Time of a run of a due subject, by its kind.',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const failures = new Counter({
    name: 'sluicegate_reconcile_failures_total',
    help: 'Runs of a due subject that failed, by the code of the fault.',
    labelNames: ['code'],
    registers,
  })
  let length: Promise<QueueLength> | null = null
  const measured = () => {
    length ??= queueLength().finally(() => {
      length = null
    })
    return length
  }
  new Gauge({
    name: 'sluicegate_due_subjects',
    help: 'Subjects that wait for a run, deadlines in the future included.',
    registers,
    async collect() {
      this.set((await measured()).due)
    },
  })
  new Gauge({
    name: 'sluicegate_parked_subjects',
    help: 'Subjects whose runs failed to the last try. They need a person.',
    registers,
    async collect() {
      this.set((await measured()).parked)
    },
  })
  new Gauge({
    name: 'sluicegate_oldest_due_age_seconds',
    help: 'For how long the oldest subject has been due.',
    registers,
    async collect() {
      const { oldestDueAt } = await measured()
      this.set(oldestDueAt === null ? 0 : Math.max(0, (now() - oldestDueAt) / 1000))
    },
  })
  return {
    delivered: (source: 'github' | 'sonarqube', outcome: string) => deliveries.inc({ source, outcome }),
    refused: (source: 'github' | 'sonarqube', status: number) => refusals.inc({ source, status: String(status) }),
    written: (kind: string) => writes.inc({ kind }),
    ran: (kind: string, seconds: number) => runs.observe({ kind }, seconds),
    failed: (code: string) => failures.inc({ code }),
    text: () => registry.metrics(),
  }
}
