import type { Route } from '../router.ts'

export const metaRoutes: readonly Route[] = [
  {
    operation: 'GET /rate_limit',
    access: 'anyone',
    answer: ({ world }) => {
      const core = { limit: 5000, remaining: 4999, reset: Math.ceil(world.now().getTime() / 1000) + 3600, used: 1 }
      return { status: 200, body: { resources: { core, search: { ...core, limit: 30, remaining: 30 } }, rate: core } }
    },
  },
  {
    operation: 'GET /meta',
    access: 'anyone',
    answer: () => ({
      status: 200,
      body: { verifiable_password_authentication: false, hooks: ['127.0.0.0/8'], api: ['127.0.0.0/8'] },
    }),
  },
]
