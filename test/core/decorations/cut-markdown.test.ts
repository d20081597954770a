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
    const text = fitBlocks([block('a', 40), block('b', 11)], omissions, 110)

    expect(text).toContain('a14\n(25 rows)\nend\n# b\nb0\n')
    expect(text).toContain('b10\nend')
  })

  it('leaves out the last blocks rather than the last ten rows of the first', () => {
    expect(fitBlocks([block('a', 12), block('b', 1), block('c', 5)], omissions, 70)).toBe(
      '# a\na0\na1\na2\na3\na4\na5\na6\na7\na8\na9\n(2 rows)\nend\n# b\nb0\nend\n(1 blocks)',
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
