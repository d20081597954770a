import { describe, expect, it } from 'vitest'
import { hasValidSignature } from '../../../src/adapters/sonarqube/verify-signature.ts'
import { secret, sign } from './build-body.ts'

const bytes = Buffer.from('{"status":"SUCCESS","name":"\\u003cb\\u003e 🐍"}')

describe('A signature is valid', () => {
  it('when it is the lower-case hexadecimal HMAC-SHA256 of the bytes', () => {
    expect(hasValidSignature(bytes, sign(bytes), secret)).toBe(true)
    // RFC 4231, test case 2.
    expect(
      hasValidSignature(
        Buffer.from('what do ya want for nothing?'),
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
        'Jefe',
      ),
    ).toBe(true)
  })

  it('also of an empty body', () => {
    expect(hasValidSignature(Buffer.alloc(0), sign(''), secret)).toBe(true)
  })
})

describe('A signature is not valid', () => {
  it.each<[string, string | undefined]>([
    ['when it is missing', undefined],
    ['when it is empty', ''],
    ['in upper case: SonarQube writes lower case', sign(bytes).toUpperCase()],
    ['with the prefix of GitHub', `sha256=${sign(bytes)}`],
    ['when it is shorter', sign(bytes).slice(0, 63)],
    ['when it is longer', `${sign(bytes)}0`],
    ['when it comes twice', `${sign(bytes)}, ${sign(bytes)}`],
    ['with a line after it', `${sign(bytes)}\n`],
    ['when it is no hexadecimal', 'z'.repeat(64)],
    ['under another secret', sign(bytes, 'another-webhook-secret')],
    ['under the secret with a space', sign(bytes, `${secret} `)],
    ['of another body', sign(Buffer.concat([bytes, Buffer.from(' ')]))],
    ['of the same JSON in other bytes', sign(JSON.stringify(JSON.parse(bytes.toString('utf8'))))],
  ])('%s', (_, signature) => {
    expect(hasValidSignature(bytes, signature, secret)).toBe(false)
  })
})
