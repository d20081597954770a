import { z } from 'zod'

type Rules = {
  /** Where http without TLS is accepted. */
  readonly plainHttp: 'anywhere' | 'loopback'
  readonly example: string
}

/** An address without a trailing slash; a path prefix is kept. The value is never repeated: it may hold a password. */
export function address(rules: Rules) {
  return z.string().transform((text, context) => {
    const url = URL.parse(text.trim())
    if (url === null) {
      context.addIssue(`is no address. Set it to one like ${rules.example}`)
      return z.NEVER
    }
    for (const fault of faultsOf(url, rules)) context.addIssue(fault)
    return url.origin + url.pathname.replace(/\/+$/, '')
  })
}

function faultsOf(url: URL, { plainHttp, example }: Rules): readonly string[] {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return [`must begin with https:// or http://. Set it to one like ${example}`]
  }
  const faults: string[] = []
  if (plainHttp === 'loopback' && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    faults.push(`must begin with https://, as it is not on this machine. Set it to one like ${example}`)
  }
  if (url.username !== '' || url.password !== '')
    faults.push('must not hold a user name or password. Remove what stands before the @')
  if (url.search !== '' || url.hash !== '')
    faults.push('must not hold a query or fragment. Remove everything from the ? or # on')
  return faults
}

/** Host names as `URL` writes them: IPv6 in brackets, every spelling of an IPv4 address as four decimal numbers. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
