import { z } from 'zod'

const advice = 'Make one with `openssl rand -hex 32`, and give it to the other side too'

/** Probot signs with "development" when it was given no secret, so everybody knows it; the others stand in examples. */
const wellKnown = /^(?:development|changeme|yourwebhooksecret)+$/

/** A secret that signs webhooks. */
export const WebhookSecret = z
  .string()
  .refine((secret) => !isWellKnown(secret), `is a secret that everybody knows. ${advice}`)
  .refine((secret) => secret.length >= 16 || isWellKnown(secret), `must have at least 16 characters. ${advice}`)
  .refine(hasNoEdges, 'begins or ends with white space, which would be part of the secret. Remove it')

/** A token or client secret as its issuer printed it: it travels in a header. */
export const Token = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'holds white space or characters that no token has. Set it exactly as it was issued')

/** 32 bytes in base64, kept as text so that the configuration stays a plain value. */
export const SecretKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=?$/, 'must be exactly 32 bytes in base64. Make one with `openssl rand -base64 32`')

function isWellKnown(secret: string): boolean {
  return wellKnown.test(secret.toLowerCase().replace(/[^a-z]/g, ''))
}

function hasNoEdges(secret: string): boolean {
  return secret.trim() === secret
}
