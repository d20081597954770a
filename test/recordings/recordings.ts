import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const folder = new URL('../fixtures/recordings/', import.meta.url)

/** The secrets that the README of each recording names. */
export const secrets = [
  'global-webhook-secret-0001',
  'project-webhook-secret-0002',
  'peer-webhook-secret-0123456789',
] as const

const secretOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'sonarqube-26.9': { global: secrets[0], project: secrets[1] },
  'sonarqube-26.4-pull-requests': { '/global': secrets[2], '/project': secrets[2] },
}

const Headers = z.object({
  path: z.string(),
  rawHeaders: z.array(z.tuple([z.string(), z.string()])).optional(),
  headers: z.array(z.tuple([z.string(), z.string()])).optional(),
  bodySha256: z.string(),
  hmac: z.object({ verifiedWithSecretNamed: z.string() }).optional(),
})

const Body = z.object({
  taskId: z.string().optional(),
  status: z.enum(['SUCCESS', 'FAILED']),
  revision: z.string().optional(),
  analysedAt: z.string(),
  changedAt: z.string(),
  project: z.object({ key: z.string() }),
  branch: z.object({ name: z.string(), type: z.string(), isMain: z.boolean() }),
  qualityGate: z
    .object({
      status: z.enum(['OK', 'ERROR']),
      conditions: z.array(z.object({ metric: z.string(), value: z.string().optional(), status: z.string() })),
    })
    .optional(),
})

/** A webhook as a real SonarQube sent it. `said` is read strictly here, and apart from the code that is tested. */
export type RecordedDelivery = {
  readonly recording: string
  /** `004-py04-failing-new-violations`, in the order of arrival. */
  readonly label: string
  readonly body: Buffer
  readonly sha256: string
  readonly signature: string | undefined
  readonly project: string | undefined
  /** The secret of the webhook; undefined for one without a secret. */
  readonly secret: string | undefined
  readonly said: z.infer<typeof Body>
}

export const recordings = readdirSync(folder).toSorted()

/** Every recorded webhook, in the order in which they arrived. */
export function recordedDeliveries(recording: string): readonly RecordedDelivery[] {
  const dir = new URL(`${recording}/webhooks/`, folder)
  return readdirSync(dir)
    .filter((file) => file.endsWith('.body.json'))
    .toSorted()
    .map((file) => readRecorded(recording, dir, file.replace('.body.json', '')))
}

function readRecorded(recording: string, dir: URL, label: string): RecordedDelivery {
  const body = readFileSync(new URL(`${label}.body.json`, dir))
  const headers = Headers.parse(JSON.parse(readFileSync(new URL(`${label}.headers.json`, dir), 'utf8')))
  const header = (name: string) =>
    (headers.rawHeaders ?? headers.headers ?? []).find(([key]) => key.toLowerCase() === name)?.[1]
  return {
    recording,
    label,
    body,
    sha256: headers.bodySha256,
    signature: header('x-sonar-webhook-hmac-sha256'),
    project: header('x-sonarqube-project'),
    secret: secretOf[recording]?.[headers.hmac?.verifiedWithSecretNamed ?? headers.path],
    said: Body.parse(JSON.parse(body.toString('utf8'))),
  }
}
