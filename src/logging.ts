import { type DestinationStream, destination, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino'
import { prettyFactory } from 'pino-pretty'
import type { Config } from './config.ts'
import { describeError } from './logging/describe-error.ts'
import { redactor } from './logging/redact.ts'

export type LogConfig = Pick<Config, 'logLevel' | 'logFormat' | 'github' | 'signIn' | 'secretKey' | 'connections'>

/** Every line goes through `redactor` as it is written, so nothing that was logged, bound or thrown gets past it. */
export function createLogger(config: LogConfig, output: DestinationStream = standardOutput()): Logger {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { level: (label) => ({ level: label }), log: describeErrors },
    hooks: { streamWrite: redactor(secretsOf(config)) },
  }
  return pino(options, config.logFormat === 'pretty' ? prettyStream(output) : output)
}

/** Written at once: what was logged before the process ends is out, however it ends. */
function standardOutput(): DestinationStream {
  return destination({ dest: 1, sync: true })
}

/** pino-pretty's own stream works behind a pipe, and loses the last lines when the process is told to end. */
function prettyStream(output: DestinationStream): DestinationStream {
  const pretty = prettyFactory({ colorize: process.stdout.isTTY === true, translateTime: 'SYS:HH:MM:ss.l' })
  return { write: (line) => output.write(pretty(line)) }
}

/** Errors under any name: JSON would write all that they carry, and leave out the message. */
function describeErrors(data: Record<string, unknown>): Record<string, unknown> {
  let described = data
  for (const [name, value] of Object.entries(data)) {
    if (value instanceof Error) described = { ...described, [name]: describeError(value) }
  }
  return described
}

function secretsOf({ github, signIn, secretKey, connections }: LogConfig): readonly string[] {
  const all = [
    github?.webhookSecret,
    github?.privateKey,
    signIn?.clientSecret,
    secretKey,
    ...connections.flatMap(({ token, webhookSecret }) => [token, webhookSecret]),
  ]
  return all.filter((secret) => typeof secret === 'string')
}
