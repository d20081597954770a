import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { styleSource } from './pages/style.ts'

/** No script, no frame, nothing kept, and no referrer: the key of a page is in its address. */
export function securityHeaders(): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [styleSource],
      imgSrc: ['data:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // For the proxy that ends TLS to say: it would bind the whole host.
    strictTransportSecurity: false,
  })
  return async (c, next) => {
    await headers(c, next)
    c.header('Cache-Control', 'no-store')
  }
}
