import { startServer } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { createLogger } from '../../src/logging.ts'

const config = readConfig(process.env)
const log = createLogger(config)
if (config.github === null) throw new Error('no app')
const server = await startServer({ ...config, github: config.github }, log)
log.info({ url: server.url }, 'ready')
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
