import nock from 'nock'
import { afterEach, beforeEach, expect } from 'vitest'
import { gitHubPort } from '../../../src/adapters/github/github-port.ts'
import type { GitHub, Repository } from '../../../src/flow/ports.ts'
import { registeredApp } from '../../fakes/github/app-identity.ts'
import { connect } from './connect.ts'

const url = 'https://api.github.com'

export const repository: Repository = { id: 1, owner: 'acme', name: 'web', installationId: 7, defaultBranch: 'main' }
export const sha = 'a'.repeat(40)
export const appId = registeredApp().id

/** GitHub as nock plays it, for every test of a file. A request that nobody wrote down, or that is never made, fails the test. */
export function nockedGitHub() {
  const unmatched: string[] = []
  let port: GitHub
  let now = 1_800_000_000_000
  const note = ({ method, url: address }: Request) => void unmatched.push(`${method} ${address}`)

  beforeEach(() => {
    nock.disableNetConnect()
    nock.emitter.on('no match', note)
    port = gitHubPort(connect({ url, app: registeredApp() }).calls, { id: appId, now: () => now })
  })
  afterEach(() => {
    nock.emitter.off('no match', note)
    const unused = nock.pendingMocks()
    nock.cleanAll()
    nock.enableNetConnect()
    expect({ unmatched: unmatched.splice(0), unused }).toEqual({ unmatched: [], unused: [] })
  })

  return {
    get port() {
      return port
    },
    pass: (ms: number) => {
      now += ms
    },
    /** What is answered to the installation, which fetches its token first. */
    installation: () => {
      nock(url).post('/app/installations/7/access_tokens').reply(201, {
        token: 'ghs_nock',
        expires_at: '2099-01-01T00:00:00Z',
        permissions: {},
        repository_selection: 'all',
      })
      return nock(url, { reqheaders: { authorization: 'token ghs_nock' } })
    },
    app: () => nock(url, { reqheaders: { authorization: /^bearer ey/ } }),
    /** The header that leads to the next page of the same address. */
    next: (path: string, query: string) => ({ link: `<${url}${path}?${query}>; rel="next"` }),
  }
}
