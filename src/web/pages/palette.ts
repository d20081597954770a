/** The colours of the pages; a test holds every pair that meets to WCAG AA. */
export type Palette = {
  readonly ground: string
  readonly card: string
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly link: string
} & Readonly<Record<Tone, Shade>>

/** What a state feels like: never told by the colour alone. */
export type Tone = 'good' | 'bad' | 'warn' | 'wait' | 'quiet'
export const tones = ['good', 'bad', 'warn', 'wait', 'quiet'] as const satisfies readonly Tone[]

/** Text and icon on a tint of the same hue. */
export type Shade = { readonly ink: string; readonly tint: string; readonly edge: string }

export const light: Palette = {
  ground: '#f5f7f9',
  card: '#ffffff',
  text: '#1c2128',
  muted: '#57606a',
  line: '#d5dbe1',
  link: '#0a55b5',
  good: { ink: '#11642d', tint: '#e3f6e8', edge: '#1f883d' },
  bad: { ink: '#a3132b', tint: '#ffecea', edge: '#cf222e' },
  warn: { ink: '#7a4b00', tint: '#fff4d1', edge: '#bf8700' },
  wait: { ink: '#0a4c9c', tint: '#e3f1ff', edge: '#2f7fdb' },
  quiet: { ink: '#535c66', tint: '#eef1f4', edge: '#8b949e' },
}

export const dark: Palette = {
  ground: '#0e1217',
  card: '#161c24',
  text: '#e9eef4',
  muted: '#9ba5b0',
  line: '#323b46',
  link: '#7cbcff',
  good: { ink: '#6bdc87', tint: '#132a1c', edge: '#2ea043' },
  bad: { ink: '#ff938a', tint: '#31191c', edge: '#f85149' },
  warn: { ink: '#ebbd51', tint: '#2e2410', edge: '#bb8009' },
  wait: { ink: '#8ac4ff', tint: '#13263d', edge: '#388bfd' },
  quiet: { ink: '#a3adb8', tint: '#20272f', edge: '#6e7681' },
}
