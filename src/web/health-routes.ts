import { Hono } from 'hono'
import type { Readiness, WebDeps } from './web-deps.ts'

/** For whoever watches the server. Open to all: it names no repository, project or person. */
export function healthRoutes(deps: Pick<WebDeps, 'ready' | 'metrics' | 'log'>): Hono {
  return new Hono()
    .get('/healthz', (c) => c.json({ ok: true }))
    .get('/readyz', async (c) => {
      const readiness = await askReady(deps)
      return c.json(readiness, readiness.ok ? 200 : 503)
    })
    .get('/metrics', async (c) => {
      c.header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
      return c.body(await deps.metrics())
    })
}

/** Whoever cannot say that it is ready is not. */
async function askReady({ ready, log }: Pick<WebDeps, 'ready' | 'log'>): Promise<Readiness> {
  try {
    return await ready()
  } catch (fault) {
    log.error({ err: fault }, 'not ready')
    return { ok: false, checks: { sluicegate: 'does not answer: see the log' } }
  }
}
