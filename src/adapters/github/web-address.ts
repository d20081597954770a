/** The pages that belong to an API: github.com's, those of a GHE.com subdomain, or of a GitHub Enterprise Server. */
export function webAddress(apiUrl: string): string {
  const { protocol, host } = new URL(apiUrl)
  const isHosted = host === 'api.github.com' || /^api\.[^.]+\.ghe\.com$/.test(host)
  return `${protocol}//${isHosted ? host.slice('api.'.length) : host}`
}
