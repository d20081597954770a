/** Where more are needed, the number is written as it was given. */
export const maxDecimals = 20

// English, as SonarQube's own pages: 1,234.5. At least one decimal where any are allowed.
const formats = Array.from(
  { length: maxDecimals + 1 },
  (_, decimals) =>
    new Intl.NumberFormat('en-US', {
      minimumFractionDigits: Math.min(1, decimals),
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
    }),
)

/** Whether the text is a decimal number that a double holds well enough to be written out. */
export function isDecimal(text: string): text is `${number}` {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) && Math.abs(Number(text)) < 1e15
}

/** Rounded half up in decimal, not in binary: a text is rounded by its digits. */
export function formatDecimal(value: number | `${number}`, decimals: number): string {
  return formats[decimals]?.format(value) ?? String(value)
}

/** The number that a reader takes from what `formatDecimal` wrote. */
export function readDecimal(formatted: string): number {
  return Number(formatted.replaceAll(',', ''))
}
