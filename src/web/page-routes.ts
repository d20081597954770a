import { Hono } from 'hono'
import { CommitAddress } from './commit-address.ts'
import { findCommitVerdict } from './find-commit-verdict.ts'
import { commitPage } from './pages/commit-page.ts'
import { errorPage } from './pages/error-page.ts'
import type { WebDeps } from './web-deps.ts'

/** The pages for people. */
export function pageRoutes(deps: WebDeps): Hono {
  return new Hono().get('/:owner/:repo/commit/:sha', async (c) => {
    const address = CommitAddress.safeParse(c.req.param())
    // Who has no key learns nothing, not even whether there is something to learn.
    if (!address.success || !holdsKey(deps, address.data, c.req.query('key'))) return c.notFound()
    const found = await findCommitVerdict(deps, address.data)
    if (found === null) return c.html(errorPage(nothingYet), 404)
    return c.html(commitPage(deps, found))
  })
}

const nothingYet = {
  title: 'Nothing is known of this commit yet',
  text: 'Sluicegate has seen neither a pull request with this head nor an analysis of it. Reload the page later.',
}

function holdsKey({ checkPageKey }: WebDeps, { owner, repo, sha }: CommitAddress, key: string | undefined): boolean {
  return key !== undefined && checkPageKey(owner, repo, sha, key)
}
