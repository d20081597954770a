import type { Answer, Call } from './router.ts'

/** One page of a list, with the Link header that leads to the others. */
export function paged<Item>(
  { query, path, world }: Call,
  items: readonly Item[],
  toBody: (page: readonly Item[]) => unknown,
): Answer {
  const size = Math.min(100, positive(query.get('per_page')) ?? 30)
  const page = positive(query.get('page')) ?? 1
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (to: number, rel: string) => {
    const params = new URLSearchParams(query)
    params.set('page', String(to))
    return `<${world.urls.api}${path}?${params}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ]
  const body = toBody(items.slice((page - 1) * size, page * size))
  return { status: 200, body, ...(links.length > 0 && { headers: { link: links.join(', ') } }) }
}

function positive(text: string | null): number | undefined {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? number : undefined
}
