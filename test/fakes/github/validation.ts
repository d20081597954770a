import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { type Operation, type Webhook, webhooks } from './operations.ts'

type Source = 'api.github.com.json' | 'webhooks.json'

const documents = new Map<Source, { readonly ajv: Ajv; readonly document: unknown }>()
const compiled = new Map<string, ValidateFunction | null>()

/** What is wrong with the body of a request, or nothing. */
export function faultOfRequest(operation: Operation, body: unknown): string | undefined {
  return fault('api.github.com.json', ['operations', operation, 'body'], body)
}

/** What is wrong with an answer of ours, or nothing. */
export function faultOfAnswer(operation: Operation, status: number, body: unknown): string | undefined {
  return fault('api.github.com.json', ['operations', operation, 'responses', String(status)], body)
}

export function faultOfWebhook(webhook: Webhook, payload: unknown): string | undefined {
  return fault('webhooks.json', ['webhooks', webhook], payload)
}

export function isWebhook(name: string): name is Webhook {
  return webhooks.some((webhook) => webhook === name)
}

/** The query parameters that GitHub knows for an operation. */
export function queryParameters(operation: Operation): readonly string[] {
  const query = at(open('api.github.com.json').document, ['operations', operation, 'query'])
  return query !== null && typeof query === 'object' ? Object.keys(query) : []
}

function fault(source: Source, path: readonly string[], value: unknown): string | undefined {
  const validate = validator(source, path)
  if (!validate || validate(value)) return undefined
  const errors = validate.errors ?? []
  return errors
    .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`)
    .join('; ')
}

/** Compiled at first use: a scenario touches few of them. */
function validator(source: Source, path: readonly string[]): ValidateFunction | null {
  const pointer = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  const key = `${source}#/${pointer}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const { ajv, document } = open(source)
  const found = at(document, path) === undefined ? null : ajv.compile({ $ref: key })
  compiled.set(key, found)
  return found
}

function open(source: Source) {
  const known = documents.get(source)
  if (known) return known
  const ajv = new Ajv({ strict: false, inlineRefs: false })
  formats.default(ajv)
  // Real commits of bots have `1+some[bot]@users.noreply.github.com`.
  ajv.addFormat('email', true)
  const document = JSON.parse(readFileSync(join(import.meta.dirname, 'generated', source), 'utf8'))
  ajv.addSchema(document, source)
  const opened = { ajv, document }
  documents.set(source, opened)
  return opened
}

function at(json: unknown, path: readonly string[]): unknown {
  let found = json
  for (const part of path) {
    if (found === null || typeof found !== 'object') return undefined
    found = Object.entries(found).find(([key]) => key === part)?.[1]
  }
  return found
}
