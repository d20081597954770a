import { createHash } from 'node:crypto'

/** Shows the page anew when it has changed, as GitHub's pages do. What the reader unfolded stays while nothing changes. */
export const liveScript = `
const contentOf = (page) => page.querySelector('main').innerHTML
let shown = contentOf(document)
setInterval(async () => {
  try {
    const text = await (await fetch(location.href)).text()
    const fresh = contentOf(new DOMParser().parseFromString(text, 'text/html'))
    if (fresh === shown) return
    shown = fresh
    document.querySelector('main').innerHTML = fresh
  } catch {}
}, 1000)
`

/** What the content security policy lets run. */
export const liveScriptHash = `sha256-${createHash('sha256').update(liveScript).digest('base64')}`
