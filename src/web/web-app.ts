import { Hono } from 'hono'
import { apiRoutes } from './api/api-routes.ts'
import { answerFault, answerNotFound } from './errors.ts'
import { healthRoutes } from './health-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { securityHeaders } from './security-headers.ts'
import type { WebDeps } from './web-deps.ts'

/** Everything that is asked for over HTTP, but for webhooks. */
export function webApp(deps: WebDeps): Hono {
  return new Hono()
    .use(securityHeaders())
    .route('/', healthRoutes(deps))
    .route('/api', apiRoutes(deps))
    .route('/', pageRoutes(deps))
    .notFound(answerNotFound)
    .onError(answerFault(deps))
}
