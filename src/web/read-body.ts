import type { IncomingMessage } from 'node:http'

/** The body of a request; null when it is larger than `most` bytes. What exceeds it is read and thrown away, up to 16 times that. */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= most) chunks.push(chunk)
      else chunks.length = 0
      // The sender reads our answer only after it has sent its body; one that never ends is cut off.
      if (size > most * 16) request.destroy()
    })
    request.on('end', () => resolve(size <= most ? Buffer.concat(chunks, size) : null))
    request.on('error', reject)
    request.on('close', () => resolve(null))
  })
}
