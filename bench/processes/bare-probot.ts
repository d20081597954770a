import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Probot } from 'probot'

/** The baseline: a Probot app that checks signatures, parses, and does nothing. Prints where it listens. */
const { APP_ID: appId = '', PRIVATE_KEY: privateKey = '', WEBHOOK_SECRET: secret = '' } = process.env
const probot = new Probot({ appId, privateKey, secret })
const middleware = await probot.getNodeMiddleware({ path: '/api/github/webhooks' })
const server = createServer((request, response) => {
  if (request.url === '/readyz') response.end('{}')
  else void middleware(request, response)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ msg: 'ready', url: `http://127.0.0.1:${port}` })}\n`)
})
