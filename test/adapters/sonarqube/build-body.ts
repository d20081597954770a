import { createHmac } from 'node:crypto'

export const secret = 'a-webhook-secret-of-32-characters'

/** A webhook as SonarQube writes it, of pull request 7 that passed. Fields that are undefined are left out. */
export function body(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    serverUrl: 'https://sonar.example',
    taskId: 'AY-1',
    status: 'SUCCESS',
    analysedAt: '2026-11-22T22:22:03+0000',
    revision: 'a'.repeat(40),
    changedAt: '2026-11-22T22:22:03+0000',
    project: { key: 'shop-api', name: 'Shop API', url: 'https://sonar.example/dashboard?id=shop-api' },
    branch: {
      name: '7',
      type: 'PULL_REQUEST',
      isMain: false,
      url: 'https://sonar.example/dashboard?id=shop-api&pullRequest=7',
    },
    qualityGate: {
      name: 'Sonar way',
      status: 'OK',
      conditions: [
        { metric: 'new_violations', operator: 'GREATER_THAN', value: '0', status: 'OK', errorThreshold: '0' },
      ],
    },
    properties: { 'sonar.analysis.detectedscm': 'git' },
    ...fields,
  }
}

/** The body with other fields in its gate. */
export function withGate(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return body({ qualityGate: { ...Object(body().qualityGate), ...fields } })
}

export function sign(bytes: Buffer | string, by = secret): string {
  return createHmac('sha256', by).update(bytes).digest('hex')
}
