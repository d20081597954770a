import type { AnalysisReport } from '../../core/analyses/analysis.ts'
import { hasValidSignature } from './verify-signature.ts'
import { readWebhookBody, WebhookBody } from './webhook-body.ts'

/** Largest body that is accepted, in bytes. */
export const largestBody = 1024 * 1024

export type WebhookAnswer = {
  readonly status: 200 | 202 | 400 | 401 | 404 | 413
  readonly body: { readonly error: string } | { readonly result: string }
}

export type WebhookReceiverDeps = {
  /** The secrets under which a connection's deliveries are accepted; null for no such connection. */
  readonly secretsOf: (connection: string) => readonly string[] | null
  readonly takeIn: (arrived: {
    readonly connection: string
    readonly report: AnalysisReport
    readonly body: string
  }) => Promise<'stored' | 'nothing_new'>
}

/** Checks a delivery, keeps it, and answers only then: SonarQube sends each webhook once. */
export async function receiveWebhook(
  { secretsOf, takeIn }: WebhookReceiverDeps,
  request: { readonly connection: string; readonly signature: string | undefined; readonly body: Buffer },
): Promise<WebhookAnswer> {
  const { connection, signature, body } = request
  const secrets = secretsOf(connection)
  if (secrets === null) return refuse(404, 'There is no connection of this name. Check the address of the webhook.')
  if (!secrets.some((secret) => hasValidSignature(body, signature, secret))) {
    return refuse(
      401,
      signature === undefined
        ? 'The delivery is not signed. Set the secret of this webhook in SonarQube.'
        : 'The signature does not match. The secret of this webhook in SonarQube is not the one configured here.',
    )
  }
  const parsed = WebhookBody.safeParse(parseJson(body))
  if (!parsed.success) return refuse(400, 'The body is not a SonarQube webhook.')
  const result = await takeIn({ connection, report: readWebhookBody(parsed.data), body: body.toString('utf8') })
  return { status: result === 'stored' ? 202 : 200, body: { result } }
}

export function refuse(status: WebhookAnswer['status'], error: string): WebhookAnswer {
  return { status, body: { error } }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
