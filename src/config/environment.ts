import { z } from 'zod'
import { address } from './address.ts'
import { DatabaseUrl } from './database.ts'
import { PrivateKey, PrivateKeyPath } from './private-key.ts'
import { SecretKey, Token, WebhookSecret } from './secret.ts'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Every variable that is read, each by itself; how they go together is in `combinations.ts`. */
export const Environment = z.object({
  APP_ID: z
    .string()
    .regex(
      /^[1-9]\d{0,15}$/,
      "must be the App ID on the app's settings page, a whole number; the client ID is another thing",
    )
    .transform(Number)
    .optional(),
  PRIVATE_KEY: PrivateKey.optional(),
  PRIVATE_KEY_PATH: PrivateKeyPath.optional(),
  WEBHOOK_SECRET: WebhookSecret.optional(),
  GITHUB_CLIENT_ID: Token.optional(),
  GITHUB_CLIENT_SECRET: Token.optional(),
  GITHUB_API_URL: address({ plainHttp: 'loopback', example: 'https://api.github.com or https://HOST/api/v3' })
    .refine(
      (url) => !/^https:\/\/(www\.)?github\.com$/.test(url),
      "is the address of GitHub's pages. Set it to https://api.github.com, or leave it out",
    )
    .default('https://api.github.com'),
  SLUICEGATE_URL: address({ plainHttp: 'anywhere', example: 'https://sluicegate.example.com' }).optional(),
  DATABASE_URL: DatabaseUrl.prefault('sqlite:./data/sluicegate.db'),
  SLUICEGATE_SECRET_KEY: SecretKey.optional(),
  SONARQUBE_URL: address({ plainHttp: 'anywhere', example: 'https://sonarqube.example.com' }).optional(),
  SONARQUBE_TOKEN: Token.optional(),
  SONARQUBE_ORGANIZATION: z
    .string()
    .regex(/^\S+$/, "must be the organization's key, which has no white space")
    .optional(),
  SONARQUBE_WEBHOOK_SECRET: WebhookSecret.optional(),
  SLUICEGATE_WAIT_MINUTES: wholeNumber(1, 10_080).default(60),
  SLUICEGATE_LEARN_BINDINGS: yesOrNo().default(true),
  SLUICEGATE_ALLOW_PRIVATE_ADDRESSES: yesOrNo().default(false),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'must be a host name or an IP address, without https:// and without brackets')
    .default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  LOG_FORMAT: oneOf(['json', 'pretty']).optional(),
})
export type Environment = z.infer<typeof Environment>

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)
}

function yesOrNo() {
  return oneOf(['true', 'false']).transform((value) => value === 'true')
}

function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` })
}
