import { runScript } from './run-script.ts'

export type Params = Readonly<Record<string, string>>

/** Answers the JSON of the Web API, undefined for an empty body; throws on every status that is not 2xx. */
export type SonarQubeApi = (method: 'GET' | 'POST', path: string, params?: Params) => Promise<unknown>

export type SonarQube = AsyncDisposable & {
  readonly url: string
  /** User token of the administrator. */
  readonly token: string
  readonly api: SonarQubeApi
}

/**
 * A real server, brought up unless it runs already. Disposing stops it if this call started it; it also stops when this
 * process ends without disposing. With `SONARQUBE_KEEP=1` it stays for the next run.
 */
export async function startSonarQube(): Promise<SonarQube> {
  const keep = process.env.SONARQUBE_KEEP === '1'
  const printed = await runScript('up.sh', [], keep ? {} : { SONARQUBE_OWNER_PID: String(process.pid) })
  const url = printed('url')
  const token = printed('token')
  const ours = printed('started') === 'yes' && !keep
  return {
    url,
    token,
    api: sonarQubeApi(url, token),
    async [Symbol.asyncDispose]() {
      if (ours) await runScript('down.sh')
    },
  }
}

export function sonarQubeApi(url: string, token: string): SonarQubeApi {
  return async (method, path, params = {}) => {
    const query = new URLSearchParams(params)
    const response = await fetch(method === 'GET' ? `${url}/${path}?${query}` : `${url}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(method === 'POST' && { body: query }),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} ${query} answered ${response.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}
