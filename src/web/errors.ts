import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ErrorAnswer } from './api/verdict-schema.ts'
import { errorPage } from './pages/error-page.ts'
import type { WebDeps } from './web-deps.ts'

type Fault = { readonly status: ContentfulStatusCode; readonly title: string; readonly text: string }

const notFound: Fault = {
  status: 404,
  title: 'There is nothing here',
  text: 'The address is wrong or incomplete. The page of a commit is opened from the details of its check on GitHub.',
}
const failed: Fault = {
  status: 500,
  title: 'Something went wrong here',
  text: 'Try again. If that does not help, whoever runs Sluicegate finds the cause in its log.',
}
/** What the code of a fault means for who asked. */
const byCode: ReadonlyMap<unknown, Fault> = new Map([
  [
    'store_failed',
    {
      status: 503,
      title: 'The database does not answer',
      text: 'Try again in a minute. If that does not help, whoever runs Sluicegate finds the cause in its log.',
    },
  ],
])

export function answerNotFound(c: Context): Response | Promise<Response> {
  return answer(c, notFound)
}

/** Says no more of a fault than what to do: the rest is in the log. */
export function answerFault({ log }: Pick<WebDeps, 'log'>) {
  return (fault: Error, c: Context): Response | Promise<Response> => {
    // Without the query: the key of a page is in it.
    log.error({ err: fault, method: c.req.method, path: c.req.path }, 'a request failed')
    return answer(c, ('code' in fault && byCode.get(fault.code)) || failed)
  }
}

function answer(c: Context, { status, title, text }: Fault): Response | Promise<Response> {
  if (/^\/(?:api|sonarqube)(?:\/|$)/.test(c.req.path)) {
    return c.json({ error: `${title}. ${text}` } satisfies ErrorAnswer, status)
  }
  return c.html(errorPage({ title, text }), status)
}
