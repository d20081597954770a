import { styleText } from 'node:util'

export type Output = { write(text: string): unknown; readonly isTTY?: boolean }

export type Tone = 'good' | 'bad' | 'wait' | 'plain'

export type Narrator = ReturnType<typeof narrator>

const signs: Readonly<Record<Tone, string>> = { good: '✔ ', bad: '✖ ', wait: '● ', plain: '' }
const colours = { good: 'green', bad: 'red', wait: 'yellow' } as const
const labelWidth = 12

/** Tells the demo on a terminal in aligned lines. Colour is an addition: every line says it all without. */
export function narrator(output: Output) {
  let steps = 0
  const painted = (format: Parameters<typeof styleText>[0], text: string) =>
    output.isTTY === true ? styleText(format, text) : text
  const line = (text = '') => void output.write(`${text}\n`)

  return {
    line,
    heading: (text: string) => line(painted('bold', text)),
    step(text: string): void {
      steps += 1
      line()
      line(painted('bold', `${String(steps).padStart(2)}  ${text}`))
    },
    fact(label: string, text: string, tone: Tone = 'plain'): void {
      const said = `${signs[tone]}${text}`
      line(`    ${painted('dim', label.padEnd(labelWidth))}${tone === 'plain' ? said : painted(colours[tone], said)}`)
    },
    table(rows: readonly (readonly string[])[]): void {
      const columns = Math.max(0, ...rows.map((row) => row.length))
      const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
      rows.forEach((row, at) => {
        const text = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
        const indented = `${' '.repeat(4 + labelWidth)}${text.trimEnd()}`
        line(at === 0 ? painted('dim', indented) : indented)
      })
    },
  }
}
