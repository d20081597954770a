import { describe, expect, it } from 'vitest'
import { dark, light, type Palette, tones } from '../../src/web/pages/palette.ts'

/** WCAG 2.2: contrast ratio of two colours by their relative luminance. */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe.each([
  { name: 'light', palette: light },
  { name: 'dark', palette: dark },
])('In $name colours', ({ palette }: { palette: Palette }) => {
  it.each(['text', 'muted', 'link'] as const)('%s can be read on everything it stands on (WCAG AA)', (ink) => {
    const grounds = [palette.ground, palette.card, ...tones.map((tone) => palette[tone].tint)]

    expect(Math.min(...grounds.map((ground) => contrast(palette[ink], ground)))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(tones)('%s can be read on its tint and on a broken row, and told by its edge', (tone) => {
    const { ink, tint, edge } = palette[tone]

    expect(contrast(ink, tint)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(ink, palette.card)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(edge, palette.card)).toBeGreaterThanOrEqual(3)
  })
})
