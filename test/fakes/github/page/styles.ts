import { markdownStyles } from './markdown-styles.ts'

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
  --bad: light-dark(#d1242f, #f85149);
  --bad-fill: light-dark(#cf222e, #da3633);
  --wait: light-dark(#9a6700, #d29922);
  --done: light-dark(#8250df, #ab7df8);
  --done-fill: #8250df;
  --grey-fill: light-dark(#59636e, #656c76);
  --sans: -apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'Noto Sans Mono', 'Liberation Mono', monospace;
}
* { box-sizing: border-box }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.5 var(--sans) }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
:target { scroll-margin-top: 16px }
.top { display: flex; gap: 8px; align-items: center; background: var(--soft); border-bottom: 1px solid var(--line); padding: 14px 24px }
.top a { color: var(--text); font-weight: 600 }
.top .icon { color: var(--muted) }
.top .fake { margin-left: auto; color: var(--muted); font-size: 12px }
main { max-width: 1012px; margin: 0 auto; padding: 24px 16px 64px }
h1 { font-size: 32px; font-weight: 400; line-height: 1.25; margin: 0 0 12px }
h1 .number { color: var(--muted); font-weight: 300 }
h2 { font-size: 20px; font-weight: 600; margin: 32px 0 12px }
h3 { font-size: 16px; font-weight: 600; margin: 0 }
.meta { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; color: var(--muted); padding-bottom: 16px; border-bottom: 1px solid var(--line); margin-bottom: 24px }
.badge { display: inline-flex; gap: 5px; align-items: center; color: #fff; border-radius: 2em; padding: 5px 12px; font-weight: 500 }
.badge.open { background: var(--good-fill) } .badge.merged { background: var(--done-fill) } .badge.closed { background: var(--bad-fill) } .badge.draft { background: var(--grey-fill) }
.branch, code { font: 12px/1.4 var(--mono); background: color-mix(in srgb, var(--muted) 16%, transparent); border-radius: 6px; padding: 2px 6px; overflow-wrap: anywhere }
.branch { background: color-mix(in srgb, var(--link) 14%, transparent); color: var(--link) }
.box { background: var(--bg); border: 1px solid var(--line); border-radius: 6px; margin-bottom: 16px; overflow: clip }
.box > header { display: flex; gap: 8px; align-items: center; background: var(--soft); border-bottom: 1px solid var(--line); padding: 8px 16px; color: var(--muted) }
.box > header strong { color: var(--text) }
.label { border: 1px solid var(--line); border-radius: 2em; color: var(--muted); font-size: 12px; line-height: 20px; padding: 0 8px; white-space: nowrap }
.what { flex: 1; min-width: 0; overflow-wrap: anywhere }
.what span { color: var(--muted) }
.rows, .commits { list-style: none; margin: 0; padding: 0 }
.rows li { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; padding: 10px 16px; border-top: 1px solid var(--line) }
.rows li:first-child { border-top: 0 }
.icon { flex: none; width: 16px; height: 16px; fill: currentColor; vertical-align: -3px }
.sign { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round }
.good, .state.open { color: var(--good) } .bad, .state.closed { color: var(--bad) } .wait { color: var(--wait) } .plain, .state.draft { color: var(--muted) } .state.merged { color: var(--done) }
.avatar { flex: none; display: inline-grid; place-items: center; width: 20px; height: 20px; border-radius: 50%; background: hsl(var(--hue) 42% 42%); color: #fff; font-size: 11px; font-weight: 600 }
.avatar::before { content: attr(data-letter) / '' }
.avatar.app { border-radius: 5px }
.timeline { position: relative; padding-left: 56px }
.timeline::before { content: ''; position: absolute; z-index: -1; left: 71px; top: 0; bottom: 24px; width: 2px; background: var(--line) }
.post { position: relative } .post > .avatar { position: absolute; left: -56px; width: 40px; height: 40px; font-size: 18px }
.commits { padding: 0 0 16px 8px }
.commits li { display: flex; gap: 8px; align-items: center; padding: 5px 0; color: var(--muted) }
.commits li > .sign { background: var(--bg) }
.commits .what { color: var(--text) } .commits code { background: none; padding: 0 }
.merge { position: relative }
.merge .mark { position: absolute; left: -56px; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 6px; color: #fff; background: var(--grey-fill) }
.merge .mark .icon { width: 24px; height: 24px }
.merge.clean .mark { background: var(--good-fill) } .merge.blocked .mark { background: var(--bad-fill) } .merge.merged .mark { background: var(--done-fill) }
.merge.clean .box { border-color: var(--good) } .merge.blocked .box { border-color: var(--bad) } .merge.merged .box { border-color: var(--done) }
.part { display: flex; gap: 12px; align-items: flex-start; padding: 16px; border-top: 1px solid var(--line); color: var(--text) }
.box > .part:first-child { border-top: 0 }
.part > .icon { width: 24px; height: 24px; margin-top: 2px }
.part p { margin: 0; color: var(--muted) } .part .reason { display: block }
.merge .checks { margin: 0 16px 16px 52px; border: 1px solid var(--line); border-radius: 6px }
.merge form { border-top: 1px solid var(--line); background: var(--soft); padding: 16px; margin: 0 }
.refusal { margin: 0; padding: 12px 16px; color: var(--bad); background: color-mix(in srgb, var(--bad) 10%, transparent); border-bottom: 1px solid var(--line) }
button { font: 500 14px/20px var(--sans); border: 1px solid transparent; border-radius: 6px; padding: 6px 16px; color: #fff; background: var(--good-fill); cursor: pointer }
button:disabled { background: color-mix(in srgb, var(--muted) 12%, transparent); color: var(--muted); border-color: var(--line); cursor: not-allowed }
.output > h3 { font-size: 20px; padding: 20px 24px 0 }
.output .markdown { padding: 12px 24px 24px }
.annotation { border-top: 1px solid var(--line); padding: 10px 16px } .annotation p { margin: 4px 0 0; white-space: pre-wrap }
@media (max-width: 700px) {
  h1 { font-size: 24px }
  .timeline { padding-left: 0 } .timeline::before, .post > .avatar, .merge .mark { display: none }
  .merge .checks { margin-left: 16px }
}
${markdownStyles}`
