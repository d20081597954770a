import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** A request whose body and signature were made before the clock starts. */
export type PreparedRequest = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One request a line. */
export async function writeRequests(file: string, requests: Iterable<PreparedRequest>): Promise<void> {
  const stream = createWriteStream(file)
  for (const request of requests) {
    if (!stream.write(`${JSON.stringify(request)}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

export async function readRequests(file: string): Promise<readonly PreparedRequest[]> {
  const requests: PreparedRequest[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    requests.push(JSON.parse(line) as PreparedRequest)
  }
  return requests
}
