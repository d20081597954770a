import { hash } from 'node:crypto'
import { dark, light, type Palette, tones } from './palette.ts'

function variables(palette: Palette): string {
  const plain = (['ground', 'card', 'text', 'muted', 'line', 'link'] as const).map((key) => `--${key}:${palette[key]}`)
  const shades = tones.flatMap((tone) =>
    (['ink', 'tint', 'edge'] as const).map((part) => `--${tone}-${part}:${palette[tone][part]}`),
  )
  return [...plain, ...shades].join(';')
}

const toned = tones
  .map((tone) => `.${tone}{--ink:var(--${tone}-ink);--tint:var(--${tone}-tint);--edge:var(--${tone}-edge)}`)
  .join('\n')

/** The one style sheet, in the page itself: the pages work behind any path and ask for nothing else. */
export const style = `
:root{color-scheme:light dark;${variables(light)}}
@media (prefers-color-scheme:dark){:root{${variables(dark)}}}
${toned}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);overflow-wrap:anywhere;
  font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
main,header{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.25rem;padding-bottom:1rem}
main{padding-bottom:2rem}
h1,h2,h3,p,dl,ul{margin:0}
h1{font-size:1.6rem;line-height:1.25;letter-spacing:-.01em}
h2{font-size:1.2rem;line-height:1.35}
h3{font-size:1rem}
a{color:var(--link);text-underline-offset:.15em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:.2rem}
svg{width:1em;height:1em;flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
code{font:.875em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;
  background:var(--quiet-tint);border-radius:.3em;padding:.1em .35em}
.brand{display:flex;align-items:center;gap:.5rem;font-weight:650}
.brand svg{width:1.25rem;height:1.25rem}
.muted{color:var(--muted)}
.small{font-size:.875rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;margin-bottom:1.25rem;overflow:hidden}
.card>*{padding:1rem 1.25rem}
.card>*+*{border-top:1px solid var(--line)}
.head{border-top:.3rem solid var(--edge)}
.headline{display:flex;gap:1rem;align-items:flex-start;padding-bottom:1.25rem;padding-top:1.25rem}
.seal{display:grid;place-items:center;width:3rem;height:3rem;flex:none;border-radius:50%;
  background:var(--tint);color:var(--ink);font-size:1.6rem}
.headline>div{min-width:0;display:grid;gap:.25rem}
.state{color:var(--ink);font-weight:650;font-size:.9375rem}
.chip{display:inline-flex;align-items:center;gap:.4em;background:var(--tint);color:var(--ink);
  vertical-align:top;border:1px solid color-mix(in srgb,var(--edge) 45%,transparent);border-radius:1em;padding:.05em .7em .05em .55em;font-size:.875rem;font-weight:600;line-height:1.35;overflow-wrap:normal}
.title{display:flex;flex-wrap:wrap;gap:.4rem .75rem;align-items:center;justify-content:space-between}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,10rem),1fr));gap:.75rem 1.5rem}
.facts dt{color:var(--muted);font-size:.8125rem}
.facts dd{margin:0}
.next{background:var(--ground);box-shadow:inset .25rem 0 var(--edge)}
.next h2{font-size:1rem}
.list{padding-left:1.25rem;display:grid;gap:.35rem}
.list li::marker{color:var(--muted)}
.list code{display:inline-block;max-width:100%}
.stack{display:grid;gap:.5rem}
.flush{padding:0;overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding:1rem 1.25rem .5rem;font-weight:650}
th,td{text-align:left;overflow-wrap:normal;vertical-align:top;padding:.6rem .5rem;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--muted);font-size:.8125rem;font-weight:500;padding-top:.25rem;padding-bottom:.4rem}
th:first-child{padding-left:1.25rem;width:48%}
td:last-child,thead th:last-child{padding-right:1.25rem}
tbody th{font-weight:500;overflow-wrap:anywhere}
tbody th small{display:block;color:var(--muted);font-weight:400}
tbody th small code{background:none;padding:0}
td.number{font-variant-numeric:tabular-nums}
td.number code{overflow-wrap:anywhere}
tr{--broken:color-mix(in srgb,var(--bad-tint) 55%,var(--card))}
tr.broken>*{background:var(--broken)}
tr.broken th{box-shadow:inset .25rem 0 var(--bad-edge)}
tr.broken td.measure{font-weight:650}
summary{cursor:pointer;padding:.75rem 1.25rem;color:var(--muted)}
details[open]>summary{border-bottom:1px solid var(--line)}
@media (max-width:34rem){
  main,header{padding-left:.75rem;padding-right:.75rem}
  .card>*{padding-left:1rem;padding-right:1rem}
  .card>.flush{padding:0}
  .headline{gap:.75rem}
  .seal{width:2.25rem;height:2.25rem;font-size:1.2rem}
  h1{font-size:1.3rem}
  .facts{grid-template-columns:repeat(auto-fit,minmax(min(100%,7.5rem),1fr))}
  caption,summary{padding-left:1rem;padding-right:1rem}
  table,thead,tbody,caption{display:block}
  tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr) minmax(0,1.6fr);gap:.25rem .5rem;padding:.6rem 1rem;border-top:1px solid var(--line)}
  thead tr{border:0;padding-top:.25rem;padding-bottom:.4rem}
  th,td,thead th,th:first-child,td:last-child,thead th:last-child{padding:0;border:0;width:auto}
  tbody th{grid-column:1/-1}
  thead th:first-child{position:absolute;clip-path:inset(50%)}
  tbody th small{display:none}
  tr.broken{background:var(--broken);box-shadow:inset .25rem 0 var(--bad-edge)}
  tr.broken>*,tr.broken th{background:none;box-shadow:none}
}
@media print{.card{break-inside:avoid}}
`

/** What the content security policy lets through as a style. */
export const styleSource = `'sha256-${hash('sha256', style, 'base64')}'`
