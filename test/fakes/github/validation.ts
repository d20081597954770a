import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { Operation, Webhook } from './operations.ts'

type Source = 'api.github.com.json' | 'webhooks.json'

const sources = new Map<Source, Ajv>()
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

/** The query parameters that GitHub knows for an operation. */
export function queryParameters(operation: Operation): readonly string[] {
  const query = at(schemas('api.github.com.json').getSchema('api.github.com.json')?.schema, ['operations', operation, 'query'])
  return query !== null && typeof query === 'object' ? Object.keys(query) : []
}

function fault(source: Source, path: readonly string[], value: unknown): string | undefined {
  const validate = validator(source, path)
  if (!validate || validate(value)) return undefined
  const errors = validate.errors ?? []
  return errors.map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`).join('; ')
}

/** Compiled at first use: a scenario touches few of them. */
function validator(source: Source, path: readonly string[]): ValidateFunction | null {
  const pointer = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  const key = `${source}#/${pointer}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const ajv = schemas(source)
  const found = at(ajv.getSchema(source)?.schema, path) === undefined ? null : ajv.compile({ $ref: key })
  compiled.set(key, found)
  return found
}

function schemas(source: Source): Ajv {
  const known = sources.get(source)
  if (known) return known
  const ajv = new Ajv({ strict: false, validateFormats: true, allErrors: false, inlineRefs: false })
  formats.default(ajv)
  ajv.addSchema(JSON.parse(readFileSync(join(import.meta.dirname, 'generated', source), 'utf8')), source)
  sources.set(source, ajv)
  return ajv
}

function at(json: unknown, path: readonly string[]): unknown {
  let found = json
  for (const part of path) {
    if (found === null || typeof found !== 'object') return undefined
    found = Object.entries(found).find(([key]) => key === part)?.[1]
  }
  return found
}
