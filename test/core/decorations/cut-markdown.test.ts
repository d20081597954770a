import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, cutLines, fitBlocks } from '../../../src/core/decorations/cut-markdown.ts'

const omissions = {
  rows: (left: number) => [`(${left} rows)`],
  blocks: (left: number) => [`(${left} blocks)`],
}

function block(name: string, rows: number): Block {
  return { head: [`# ${name}`], rows: Array.from({ length: rows }, (_, at) => `${name}${at}`), tail: ['end'] }
}

describe('fitBlocks', () => {
  it('leaves everything in where there is room', () => {
    expect(fitBlocks([block('a', 2), block('b', 1)], omissions)).toBe('# a\na0\na1\nend\n# b\nb0\nend')
  })

  it('leaves out the last rows of the longest block first, and says how many', () => {
    expect(fitBlocks([block('a', 9), block('b', 1)], omissions, 34)).toBe('# a\na0\na1\n(7 rows)\nend\n# b\nb0\nend')
  })

  it('leaves out the last blocks when no row fits any more', () => {
    expect(fitBlocks([block('a', 1), block('b', 1), block('c', 1)], omissions, 30)).toBe(
      '# a\n(1 rows)\nend\n(2 blocks)',
    )
  })

  it('is empty rather than too long', () => {
    expect(fitBlocks([block('a', 1)], omissions, 3)).toBe('')
  })

  it('never exceeds the limit, and never cuts a line', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', '`', '|', '😀'), maxLength: 12 }), { maxLength: 8 })
    const blocks = fc.array(fc.record({ head: lines, rows: lines, tail: lines }), { maxLength: 5 })
    fc.assert(
      fc.property(blocks, fc.nat(200), (given, limit) => {
        const text = fitBlocks(given, omissions, limit)

        expect(text.length).toBeLessThanOrEqual(limit)
        const known = new Set(given.flatMap(({ head, rows, tail }) => [...head, ...rows, ...tail]))
        for (const line of text.split('\n').filter((one) => !/^(\(\d+ (rows|blocks)\))?$/.test(one))) {
          expect(known).toContain(line)
        }
      }),
    )
  })
})

describe('cutLines', () => {
  it.each([
    ['ab\ncd', 5, 'ab\ncd'],
    ['ab\ncd', 4, 'ab'],
    ['ab\ncd', 2, 'ab'],
    ['abcd', 2, ''],
  ])('cuts %j to %i as %j', (text, limit, expected) => {
    expect(cutLines(text, limit)).toBe(expected)
  })
})
