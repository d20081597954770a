import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const advice = "Set it to the whole .pem file that GitHub offers on the app's settings page"

/** A PEM as it is, with `\n` written out, or in base64: what fits into one line of an environment file. */
export const PrivateKey = z.string().transform((text, context) => normalised(text, context, advice))

export const PrivateKeyPath = z.string().transform((path, context) => {
  const text = readText(path)
  if (text === null) {
    context.addIssue('names a file that cannot be read. Set it to the path of the .pem file, and let this user read it')
    return z.NEVER
  }
  return normalised(text, context, "Let it name the .pem file that GitHub offers on the app's settings page")
})

function normalised(text: string, context: z.RefinementCtx, advice: string): string {
  const key = parse(unfold(text))
  if (key?.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  context.addIssue(`is not an RSA private key in PEM form, without a pass phrase. ${advice}`)
  return z.NEVER
}

function unfold(text: string): string {
  // `docker run --env-file` leaves the quotes that other readers of such files take away.
  const bare = text.trim().replace(/^(["'])(.*)\1$/s, '$2')
  const pem = bare.includes('-----BEGIN') ? bare : Buffer.from(bare, 'base64').toString('utf8')
  return pem.replaceAll('\\r', '').replaceAll('\\n', '\n')
}

function parse(pem: string) {
  try {
    return createPrivateKey(pem)
  } catch {
    // OpenSSL's reason says nothing that a person could act on, and may repeat the input.
    return null
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
