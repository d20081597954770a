import { once } from 'node:events'
import { connect } from 'node:net'

/** A connection that is kept open, with one request at a time. */
export type Connection = {
  /** Sends a whole request, and answers the status once the answer is complete. */
  send(request: Buffer): Promise<number>
  close(): void
}

/** As little of HTTP as our answers need, for node's own client costs as much as the server that is measured. */
export async function connectTo(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let pending: { resolve(status: number): void; reject(cause: unknown): void } | null = null
  let received = ''
  const fail = (cause: unknown) => pending?.reject(cause)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received += chunk
    if (!isWhole(received)) return
    const status = Number(received.slice(9, 12))
    received = ''
    pending?.resolve(status)
  })
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject }
        socket.write(request)
      }),
    close() {
      pending = null
      socket.destroy()
    },
  }
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /^content-length: *(\d+)\r?$/im.exec(answer.slice(0, end + 2))?.[1]
  return length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= end + 4 + Number(length)
}
