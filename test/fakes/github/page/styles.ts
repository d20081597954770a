export const styles = `
:root {
  color-scheme: light dark;
  --bg: light-dark(#ffffff, #0d1117);
  --soft: light-dark(#f6f8fa, #151b23);
  --text: light-dark(#1f2328, #f0f6fc);
  --muted: light-dark(#59636e, #9198a1);
  --line: light-dark(#d1d9e0, #3d444d);
  --link: light-dark(#0969da, #4493f8);
  --good: light-dark(#1a7f37, #3fb950);
  --good-fill: light-dark(#1f883d, #238636);
  --bad: light-dark(#cf222e, #f85149);
  --wait: light-dark(#9a6700, #d29922);
  --done: light-dark(#8250df, #ab7df8);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.5 system-ui, 'Segoe UI', Helvetica, Arial, sans-serif }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.top { background: var(--soft); border-bottom: 1px solid var(--line); padding: 14px 24px }
.top .fake { float: right; color: var(--muted); font-size: 12px; line-height: 21px }
.top a { font-weight: 600 }
main { max-width: 960px; margin: 0 auto; padding: 24px }
h1 { font-size: 26px; font-weight: 400; line-height: 1.25; margin: 0 0 8px }
h1 .number { color: var(--muted); font-weight: 300 }
h2 { font-size: 18px; margin: 32px 0 12px }
.meta { color: var(--muted); padding-bottom: 16px; border-bottom: 1px solid var(--line); margin-bottom: 24px }
.badge { display: inline-block; color: #fff; border-radius: 2em; padding: 4px 12px; font-weight: 500; margin-right: 8px }
.badge.open { background: var(--good-fill) } .badge.merged { background: #8250df } .badge.closed { background: #cf222e } .badge.draft { background: #59636e }
.branch, code { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: color-mix(in srgb, var(--muted) 18%, transparent); border-radius: 6px; padding: 2px 6px; overflow-wrap: anywhere }
.branch { color: var(--link) }
.box { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 16px; overflow: clip }
.box > header { background: var(--soft); border-bottom: 1px solid var(--line); padding: 8px 16px; color: var(--muted) }
.box > header strong { color: var(--text) }
.label { border: 1px solid var(--line); border-radius: 2em; color: var(--muted); font-size: 12px; padding: 0 7px; margin-left: 6px; white-space: nowrap }
.rows { list-style: none; margin: 0; padding: 0 }
.rows li { display: flex; gap: 10px; align-items: center; padding: 10px 16px; border-top: 1px solid var(--line) }
.rows li:first-child { border-top: 0 }
.rows .what { flex: 1; min-width: 0; overflow-wrap: anywhere }
.rows .what span { color: var(--muted) }
.icon { flex: none; width: 16px; height: 16px; fill: currentColor; vertical-align: -3px }
.good { color: var(--good) } .bad { color: var(--bad) } .wait { color: var(--wait) } .plain { color: var(--muted) } .done { color: var(--done) }
.merge { border-width: 2px }
.merge.clean { border-color: var(--good) } .merge.blocked { border-color: var(--bad) } .merge.merged { border-color: var(--done) }
.verdict { display: flex; gap: 12px; align-items: flex-start; padding: 16px }
.verdict .icon { width: 24px; height: 24px }
.verdict h2 { margin: 0; font-size: 16px }
.verdict p, .verdict ul { margin: 2px 0 0; color: var(--muted); padding: 0 }
.verdict ul { padding-left: 18px; color: var(--bad) }
.merge .checks { border-top: 1px solid var(--line) }
.merge form { border-top: 1px solid var(--line); background: var(--soft); padding: 16px; margin: 0 }
button { font: 500 14px/20px system-ui, sans-serif; border: 1px solid transparent; border-radius: 6px; padding: 6px 16px; color: #fff; background: var(--good-fill); cursor: pointer }
button:disabled { background: var(--soft); color: var(--muted); border-color: var(--line); cursor: not-allowed }
.markdown { padding: 16px; overflow-wrap: anywhere }
.markdown > :first-child { margin-top: 0 } .markdown > :last-child { margin-bottom: 0 }
.markdown h1, .markdown h2, .markdown h3 { font-weight: 600; line-height: 1.25; margin: 20px 0 12px }
.markdown h1 { font-size: 22px } .markdown h2 { font-size: 18px } .markdown h3 { font-size: 15px }
.markdown table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto; margin: 0 0 16px }
.markdown th, .markdown td { border: 1px solid var(--line); padding: 6px 13px }
.markdown tr:nth-child(2n) { background: var(--soft) }
.markdown pre { background: var(--soft); border-radius: 6px; padding: 16px; overflow: auto } .markdown pre code { background: none; padding: 0 }
.markdown blockquote { margin: 0 0 16px; padding: 0 1em; color: var(--muted); border-left: .25em solid var(--line) }
.markdown details { margin-bottom: 12px } summary { cursor: pointer }
.markdown hr { border: 0; border-top: 1px solid var(--line) }
.annotation { border-top: 1px solid var(--line); padding: 10px 16px } .annotation p { margin: 4px 0 0; white-space: pre-wrap }
`
