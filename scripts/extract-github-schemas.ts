/**
 * Cuts the operations and webhooks of the fake GitHub out of GitHub's own OpenAPI descriptions (385 MB and 36 MB as
 * packages), so that nobody has to install those. Run it with `node scripts/extract-github-schemas.ts`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations, webhooks } from '../test/fakes/github/operations.ts'

type Json = null | boolean | number | string | readonly Json[] | JsonObject
type JsonObject = { readonly [key: string]: Json }

const target = join(import.meta.dirname, '../test/fakes/github/generated')
/** Described wrongly: a listed installation's account would have to be a user and an enterprise at once. */
const mended: Readonly<Record<string, JsonObject>> = {
  'GET /app/installations': { '200': { type: 'array', items: { $ref: '#/components/schemas/installation' } } },
}
const annotations = new Set(['description', 'example', 'examples', 'title', 'deprecated', 'externalDocs', 'summary'])

const folder = mkdtempSync(join(tmpdir(), 'github-schemas-'))
try {
  mkdirSync(target, { recursive: true })
  write('api.github.com.json', extractApi(fetchDescription('@octokit/openapi@23.0.2')))
  write('webhooks.json', extractWebhooks(fetchDescription('@octokit/openapi-webhooks@12.1.0')))
} finally {
  rmSync(folder, { recursive: true })
}

function fetchDescription(name: string): JsonObject {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', name, '--json'], { cwd: folder, encoding: 'utf8' }))
  const member = 'package/generated/api.github.com.json'
  execFileSync('tar', ['xzf', packed.filename, member], { cwd: folder })
  return JSON.parse(readFileSync(join(folder, member), 'utf8'))
}

function extractApi(description: JsonObject): JsonObject {
  const extracted = operations.map((operation) => {
    const [method = '', path = ''] = operation.split(' ')
    const found = description.paths
    const item = object(object(found, 'paths')[path], path)
    const extracted = extractOperation(description, object(item[method.toLowerCase()], operation), item)
    return [operation, { ...extracted, ...(mended[operation] && { responses: mended[operation] }) }] as const
  })
  return withComponents(description, { operations: Object.fromEntries(extracted) })
}

function extractOperation(description: JsonObject, operation: JsonObject, item: JsonObject): JsonObject {
  const parameters = [...array(item.parameters), ...array(operation.parameters)]
    .map((parameter) => resolve(description, parameter))
    .filter((parameter) => parameter.in === 'query')
  const responses = Object.entries(object(operation.responses, 'responses'))
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]) => [status, jsonSchema(resolve(description, response))] as const)
    .filter(([, schema]) => schema !== undefined)
  const body = operation.requestBody && jsonSchema(resolve(description, operation.requestBody))
  return {
    query: Object.fromEntries(parameters.map(({ name, schema }) => [String(name), clean(schema ?? {})])),
    ...(body && { body: closed(clean(body)) }),
    responses: Object.fromEntries(responses.map(([status, schema]) => [status, clean(schema ?? {})])),
  }
}

function extractWebhooks(description: JsonObject): JsonObject {
  const extracted = webhooks.map((name) => {
    const webhook = object(object(description.webhooks, 'webhooks')[name], name)
    const body = jsonSchema(object(object(webhook.post, name).requestBody, name))
    return [name, clean(body ?? {})] as const
  })
  return withComponents(description, { webhooks: Object.fromEntries(extracted) })
}

function withComponents(description: JsonObject, extract: JsonObject): JsonObject {
  const all = object(object(description.components, 'components').schemas, 'schemas')
  const schemas: Record<string, Json> = {}
  const queue = references(extract)
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (name in schemas) continue
    const schema = clean(all[name] ?? {})
    schemas[name] = schema
    queue.push(...references(schema))
  }
  return { ...extract, components: { schemas } }
}

function references(json: Json): string[] {
  return [...JSON.stringify(json).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '')
}

/** Drops what does not validate, and turns OpenAPI 3.0's `nullable` into JSON Schema. */
function clean(json: Json): Json {
  if (Array.isArray(json)) return json.map(clean)
  if (json === null || typeof json !== 'object') return json
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(json)
      .filter(([key, value]) => !key.startsWith('x-') && !(annotations.has(key) && !isPropertyMap(key, value)))
      .map(([key, value]) => [key, key === 'properties' ? cleanProperties(value) : clean(value)]),
  )
  if (nullable !== true) return rest
  if (typeof rest.type === 'string' && !rest.enum) return { ...rest, type: [rest.type, 'null'] }
  return { anyOf: [rest, { type: 'null' }] }
}

function cleanProperties(properties: Json): Json {
  const named = Object.entries(object(properties, 'properties'))
  return Object.fromEntries(named.map(([name, schema]) => [name, clean(schema)]))
}

/** `{ title: { type: 'string' } }` is a property named title, not the title of a schema. */
function isPropertyMap(key: string, value: Json): boolean {
  return key === 'title' && value !== null && typeof value === 'object'
}

/** GitHub ignores unknown fields; we want to hear of ours. */
function closed(json: Json): Json {
  if (Array.isArray(json)) return json.map(closed)
  if (json === null || typeof json !== 'object') return json
  const inner = Object.fromEntries(Object.entries(json).map(([key, value]) => [key, closed(value)]))
  const isOpen = 'properties' in inner && !('additionalProperties' in inner) && !('oneOf' in inner)
  return isOpen ? { ...inner, additionalProperties: false } : inner
}

function jsonSchema(content: JsonObject): Json | undefined {
  if (!content.content) return undefined
  const media = object(content.content, 'content')
  const json = media['application/json'] ?? media['application/vnd.github.object']
  return json === undefined ? undefined : object(json, 'media').schema
}

function resolve(description: JsonObject, json: Json): JsonObject {
  const found = object(json, 'reference')
  if (typeof found.$ref !== 'string') return found
  let at: Json = description
  for (const part of found.$ref.slice(2).split('/')) at = object(at, found.$ref)[part] ?? null
  return resolve(description, at)
}

function object(json: Json | undefined, what: string): JsonObject {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) throw new Error(`No object at ${what}`)
  return json as JsonObject
}

function array(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : []
}

function write(name: string, extract: JsonObject): void {
  const text = JSON.stringify(extract)
  writeFileSync(join(target, name), `${text}\n`)
  console.log(`${name}: ${Math.round(text.length / 1024)} kB`)
}
