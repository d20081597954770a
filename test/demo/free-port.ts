import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of loopback that nobody listens on: for an address that must be known before its server starts. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('This machine gave no port on 127.0.0.1.')
  return address.port
}
