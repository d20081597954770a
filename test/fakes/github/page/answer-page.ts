import type { Api } from '../answer-request.ts'
import type { Answer } from '../router.ts'

export type PageRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
}

export function answerPage(_api: Api, _request: PageRequest): Answer {
  return { status: 404, text: 'Not Found', headers: { 'content-type': 'text/plain' } }
}
