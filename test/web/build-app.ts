import type { Hono } from 'hono'
import type { CommitVerdict } from '../../src/core/verdicts/verdict.ts'
import type { Scope } from '../../src/flow/manage/token-ports.ts'
import { webApp } from '../../src/web/web-app.ts'
import type { WebDeps } from '../../src/web/web-deps.ts'
import { at, head, project, verdict } from '../core/decorations/build-verdict.ts'

const tokens: Readonly<Record<string, readonly Scope[]>> = { slg_reader: ['read'], slg_gates: ['gates:admin'] }
const repository = { id: 1, owner: 'Acme', name: 'shop', installationId: 2, defaultBranch: 'main' }

export const key = 'the-key'
export const page = `/acme/shop/commit/${head}?key=${key}`
export const api = `/api/v1/commits/acme/shop/${head}/verdict`

export type Logged = { readonly data: object; readonly message: string }

/** The app over one repository, with one commit that has this verdict. */
export function buildApp(
  { shown = verdict([project()]), ...overrides }: { shown?: CommitVerdict | null } & Partial<WebDeps> = {},
  logged: Logged[] = [],
): Hono {
  return webApp({
    reader: {
      repositoryByName: async (owner, name) => (`${owner}/${name}`.toLowerCase() === 'acme/shop' ? repository : null),
      newestVerdict: async ({ repositoryId, sha }) =>
        repositoryId === 1 && sha === head && shown !== null ? { verdict: shown, decidedAt: at } : null,
    },
    links: {
      sonarQube: (connection) => (connection === 'default' ? 'https://sonar.example' : null),
      commitPage: ({ owner, name }, sha) => `https://sluicegate.example/${owner}/${name}/commit/${sha}?key=${key}`,
    },
    githubUrl: 'https://github.com',
    version: '1.2.3',
    checkToken: async (text) => (Object.hasOwn(tokens, text) ? { scopes: tokens[text] ?? [] } : null),
    checkPageKey: (owner, repo, sha, given) => [owner, repo, sha, given].join() === ['acme', 'shop', head, key].join(),
    ready: async () => ({ ok: true, checks: { database: 'ok' } }),
    metrics: async () => '# TYPE sluicegate_up gauge\nsluicegate_up 1\n',
    log: { error: (data, message) => void logged.push({ data, message }) },
    ...overrides,
  })
}

/** The text of the commit page. */
export async function pageOf(shown: CommitVerdict): Promise<string> {
  const response = await buildApp({ shown }).request(page)
  return response.text()
}
