import { mkdtempSync, rmSync } from 'node:fs'
import { setGlobalProxyFromEnv } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../src/compose.ts'
import { createLogger } from '../../src/logging.ts'
import { type FakeGitHub, startFakeGitHub } from '../fakes/github/fake-github.ts'
import { demoConfig } from './demo-config.ts'
import { freePort } from './free-port.ts'
import { recordedDelivery } from './recorded-delivery.ts'
import { startSonarQubeStandIn } from './sonarqube-stand-in.ts'

export type Stage = AsyncDisposable & {
  readonly gitHub: FakeGitHub
  /** Where the app answers. */
  readonly appUrl: string
  /** Delivers a recorded webhook to the app as SonarQube did; the status of the answer. */
  deliver(label: string): Promise<number>
}

/** A GitHub on loopback and the whole app, talking over HTTP; the database is in a folder that goes with them. */
export async function openStage(): Promise<Stage> {
  await using opened = new AsyncDisposableStack()
  opened.defer(withoutProxy())
  const folder = mkdtempSync(join(tmpdir(), 'sluicegate-demo-'))
  opened.defer(() => rmSync(folder, { recursive: true, force: true }))
  // The tests hold this GitHub against the real one's description; here that would only take time.
  const gitHub = opened.use(await startFakeGitHub({ validate: false }))
  const sonarQube = opened.use(await startSonarQubeStandIn())
  const config = demoConfig({ gitHub, sonarQubeUrl: sonarQube.url, folder, port: await freePort() })
  const log = createLogger(config, { write: (line) => void process.stderr.write(line) })
  const server = await startServer(config, log)
  opened.defer(() => server.stop())
  gitHub.deliverTo(`${server.url}/api/github/webhooks`)
  const held = opened.move()
  return {
    gitHub,
    appUrl: config.publicUrl,
    async deliver(label) {
      const { body, headers } = recordedDelivery(label)
      const url = `${server.url}/api/sonarqube/webhooks/default`
      const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })
      await response.body?.cancel()
      return response.status
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** A proxy that the user's environment names would be asked for addresses of loopback. Answers how to give it back. */
function withoutProxy(): () => void {
  return setGlobalProxyFromEnv({ http_proxy: 'http://127.0.0.1:9', no_proxy: '*' })
}
