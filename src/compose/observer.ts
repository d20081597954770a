import type { Logger } from 'pino'
import type { Metrics } from '../adapters/metrics/prometheus.ts'
import { OutsideFault } from '../flow/faults.ts'
import type { Observer } from '../flow/reconcile/work-loop.ts'
import { subjectKey } from '../flow/subject.ts'

/** error: our fault; warn: their outage. */
export function observer(log: Logger, metrics: Metrics): Observer {
  return {
    finished({ subject }, ms) {
      metrics.ran(subject.kind, ms / 1000)
      log.debug({ subject: subjectKey(subject), ms }, 'reconciled')
    },
    failed({ subject, attempts }, fault, retryAt) {
      const outside = fault instanceof OutsideFault
      metrics.failed(outside ? fault.code : 'internal')
      const data = { err: fault, subject: subjectKey(subject), attempts: attempts + 1, retryAt }
      if (retryAt === null)
        log.error(data, 'given up after the last try; it is looked at again when something marks it')
      else if (outside) log.warn(data, 'could not be reconciled now, and is tried again')
      else log.error(data, 'failed to reconcile, and is tried again')
    },
    stumbled(fault) {
      metrics.failed('queue')
      log.error({ err: fault }, 'the queue could not be read or written')
    },
  }
}
