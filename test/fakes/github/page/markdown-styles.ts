/** What people and apps write: posts, and the output of checks. */
export const markdownStyles = `
.markdown { padding: 16px; overflow-wrap: break-word }
.markdown > :first-child { margin-top: 0 } .markdown > :last-child { margin-bottom: 0 }
.markdown p, .markdown ul, .markdown ol { margin: 0 0 16px } .markdown ul, .markdown ol { padding-left: 2em }
.markdown li + li { margin-top: 4px }
.markdown h1, .markdown h2, .markdown h3 { font-weight: 600; line-height: 1.25; margin: 24px 0 16px }
.markdown h1, .markdown h2 { padding-bottom: .3em; border-bottom: 1px solid var(--line) }
.markdown h1 { font-size: 28px } .markdown h2 { font-size: 21px } .markdown h3 { font-size: 17.5px }
.markdown h3 code { font-size: 15px }
.markdown table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto; margin: 0 0 16px; font-variant-numeric: tabular-nums }
.markdown th { font-weight: 600 }
.markdown th, .markdown td { border: 1px solid var(--line); padding: 6px 13px }
.markdown tr:nth-child(2n) { background: var(--soft) }
.markdown pre { background: var(--soft); border-radius: 6px; padding: 16px; overflow: auto } .markdown pre code { background: none; padding: 0 }
.markdown blockquote { margin: 0 0 16px; padding: 0 1em; color: var(--muted); border-left: .25em solid var(--line) }
.markdown details { margin-bottom: 16px } .markdown summary { cursor: pointer }
.markdown hr { border: 0; border-top: 1px solid var(--line); margin: 24px 0 }
`
