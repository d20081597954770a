import { z } from 'zod'
import {
  AnalysisAnswer,
  ConditionAnswer,
  ErrorAnswer,
  FileFaultAnswer,
  ProjectAnswer,
  SeenAnswer,
  VerdictAnswer,
} from './verdict-schema.ts'

const answers = z
  .registry<{ id: string }>()
  .add(VerdictAnswer, { id: 'Verdict' })
  .add(ProjectAnswer, { id: 'Project' })
  .add(ConditionAnswer, { id: 'Condition' })
  .add(AnalysisAnswer, { id: 'Analysis' })
  .add(SeenAnswer, { id: 'SeenAnalysis' })
  .add(FileFaultAnswer, { id: 'FileFault' })
  .add(ErrorAnswer, { id: 'Error' })

const ref = (id: string) => `#/components/schemas/${id}`

/** The description of our API, as OpenAPI 3.1 wants it. The schemas that the answers are made by are its only source. */
export function openApi(version: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sluicegate',
      version,
      description: 'Verdicts of SonarQube analyses on the commits of GitHub.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { basic: [] }],
    paths: {
      '/api/v1/commits/{owner}/{repo}/{sha}/verdict': {
        get: {
          operationId: 'getCommitVerdict',
          summary: 'What a commit is worth, with everything that it was judged by.',
          description: 'Needs the scope `read`.',
          parameters: [
            parameter('owner', { type: 'string' }),
            parameter('repo', { type: 'string' }),
            parameter('sha', { type: 'string', pattern: '^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$' }),
          ],
          responses: {
            200: answer('The newest verdict.', 'Verdict'),
            400: answer('The address names no commit.', 'Error'),
            401: answer('No token, or one that is not accepted.', 'Error'),
            403: answer('The token lacks the scope.', 'Error'),
            404: answer('Nothing is known of the commit.', 'Error'),
          },
        },
      },
    },
    components: {
      schemas: schemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic', description: 'The token as the user name; no password.' },
      },
    },
  }
}

function parameter(name: string, schema: object) {
  return { name, in: 'path', required: true, schema }
}

function answer(description: string, id: string) {
  return { description, content: { 'application/json': { schema: { $ref: ref(id) } } } }
}

/** `input`: answers may gain fields, so a client must not refuse those that it does not know. */
function schemas() {
  const made = z.toJSONSchema(answers, { uri: ref, io: 'input' }).schemas
  return Object.fromEntries(
    // Inside a description the address of a schema is its place; an `$id` with a fragment is not allowed.
    Object.entries(made).map(([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema]),
  )
}
