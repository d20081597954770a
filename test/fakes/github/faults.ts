/** Makes the next matching requests fail, or hang, or come late. */
export type Fault = {
  readonly method?: string
  /** Matched against the path without its query. */
  readonly path?: RegExp
  /** Omitted: no error, only the delay. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** `after`: the effect happens, and then the error is answered. */
  readonly when?: 'before' | 'after'
  readonly times?: number
  /** How long to wait before answering. */
  readonly hangMs?: number
}

export type SecondaryLimit = { readonly perMinute: number }

export type Faults = ReturnType<typeof openFaults>

export function openFaults(now: () => Date) {
  let armed: { readonly fault: Fault; left: number }[] = []
  let limit: SecondaryLimit | undefined
  let writes: number[] = []

  return {
    arm(fault: Fault): void {
      armed.push({ fault, left: fault.times ?? 1 })
    },
    disarm(): void {
      armed = []
      limit = undefined
    },
    limitWrites(wanted: SecondaryLimit | undefined): void {
      limit = wanted
      writes = []
    },
    /** The fault that this request meets; using it up. */
    next(method: string, path: string): Fault | undefined {
      const found = armed.find(({ fault }) => matches(fault, method, path))
      if (!found) return undefined
      found.left -= 1
      if (found.left <= 0) armed = armed.filter((other) => other !== found)
      return found.fault
    },
    /** Seconds to wait, if this request is one write too many in a minute. */
    retryAfter(method: string): number | undefined {
      if (!limit || method === 'GET') return undefined
      const at = now().getTime()
      writes = writes.filter((time) => time > at - 60_000)
      const oldest = writes[0]
      if (writes.length >= limit.perMinute && oldest !== undefined) return Math.ceil((oldest + 60_000 - at) / 1000)
      writes.push(at)
      return undefined
    },
  }
}

function matches({ method, path }: Fault, actualMethod: string, actualPath: string): boolean {
  return (
    (method === undefined || method.toUpperCase() === actualMethod) && (path === undefined || path.test(actualPath))
  )
}
