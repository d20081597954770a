import { type Connection, connectTo } from './connection.ts'
import { type PreparedRequest, readRequests } from './prepared-request.ts'

/**
 * A process of its own, so that making load does not slow what is measured:
 * `node load-generator.ts FILE PORT CONNECTIONS WARM_UP` sends every request of the file, each connection the next one as
 * soon as the last is answered, and prints a `LoadResult`. The first WARM_UP requests are not measured.
 */
export type LoadResult = {
  readonly perSecond: number
  /** Milliseconds of each acknowledgement, from the first byte sent to the answer. */
  readonly latencies: readonly number[]
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>
  /** Share of one core that the generator itself used: near 1 it is the generator that is measured. */
  readonly generatorLoad: number
}

const [file = '', port = '', connections = '', warmUp = ''] = process.argv.slice(2)
const requests = (await readRequests(file)).map(toBytes)
const open = await Promise.all(Array.from({ length: Number(connections) }, () => connectTo(Number(port))))
const counted = requests.splice(Number(warmUp))
await send(open, requests)
const before = process.cpuUsage()
const startedAt = performance.now()
const { latencies, statuses } = await send(open, counted)
const elapsed = performance.now() - startedAt
const { user, system } = process.cpuUsage(before)
for (const connection of open) connection.close()
const result: LoadResult = {
  perSecond: (counted.length * 1000) / elapsed,
  latencies,
  statuses,
  generatorLoad: (user + system) / 1000 / elapsed,
}
process.stdout.write(JSON.stringify(result))

async function send(connections: readonly Connection[], bytes: readonly Buffer[]) {
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  let next = 0
  const work = async (connection: Connection) => {
    for (let message = bytes[next++]; message !== undefined; message = bytes[next++]) {
      const sentAt = performance.now()
      const status = await connection.send(message)
      latencies.push(performance.now() - sentAt)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  await Promise.all(connections.map(work))
  return { latencies, statuses }
}

function toBytes({ path, headers, body }: PreparedRequest): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${lines.join('')}\r\n`
  return Buffer.from(head + body)
}
