import { Hono } from 'hono'
import { addressFaults, CommitAddress } from '../commit-address.ts'
import { findCommitVerdict } from '../find-commit-verdict.ts'
import type { WebDeps } from '../web-deps.ts'
import { openApi } from './openapi.ts'
import { requireScope, requireToken, type TokenEnv } from './require-token.ts'
import { verdictAnswer } from './verdict-answer.ts'
import type { ErrorAnswer } from './verdict-schema.ts'

/** Our own API, under `/api`. */
export function apiRoutes(deps: WebDeps): Hono<TokenEnv> {
  const description = openApi(deps.version)
  return new Hono<TokenEnv>()
    .get('/openapi.json', (c) => c.json(description))
    .use('/v1/*', requireToken(deps))
    .get('/v1/commits/:owner/:repo/:sha/verdict', requireScope('read'), async (c) => {
      const address = CommitAddress.safeParse(c.req.param())
      if (!address.success) return c.json({ error: addressFaults(address.error) } satisfies ErrorAnswer, 400)
      const found = await findCommitVerdict(deps, address.data)
      if (found === null) return c.json({ error: 'Nothing is known of this commit.' } satisfies ErrorAnswer, 404)
      return c.json(verdictAnswer(deps.links, found))
    })
}
