import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { code, codeInCell, link, readable } from '../../../src/core/decorations/safe-markdown.ts'
import { hostileText } from './hostile-text.ts'
import { readMarkdown, splitRow } from './read-markdown.ts'

describe('code', () => {
  it.each([
    ['main', '`main`'],
    ['a`b', '``a`b``'],
    ['`a``b`', '``` `a``b` ```'],
    ['a|b', '`a|b`'],
    ['two\r\nlines', '`two lines`'],
    ['left\u202eright\u0007', '`leftright`'],
    ['half \ud83d', '`half`'],
    ['', '`(empty)`'],
    [' \u200b\n', '`(empty)`'],
    ['\u3164', '`(empty)`'],
  ])('writes %j as %s', (text, expected) => {
    expect(code(text)).toBe(expected)
  })

  it('cuts by code points, and never within one', () => {
    expect(code('😀😀😀😀', 3)).toBe('`😀😀…`')
    expect(code('😀😀😀', 3)).toBe('`😀😀😀`')
  })

  it('keeps every text within itself, wherever it stands', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readMarkdown(`Before ${code(text)} after.\n\n${code(text)} first`)

        expect(read.rest).toBe('Before  after.\n first\n')
        expect(read.code).toEqual([readable(text, 200), readable(text, 200)])
        expect(read.links).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('is one line of well-formed text that can be seen', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const shown = readable(text, limit)

        expect(shown.isWellFormed()).toBe(true)
        expect(shown).toMatch(/\S/)
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        expect([...shown].length).toBeLessThanOrEqual(Math.max(limit, '(empty)'.length))
      }),
    )
  })
})

describe('codeInCell', () => {
  it.each([
    ['a|b', '`a\\|b`'],
    ['a\\|b', '`a\\ \\|b`'],
    ['a\\', '`a\\`'],
  ])('writes %j as %s', (text, expected) => {
    expect(codeInCell(text)).toBe(expected)
  })

  it('keeps every text within its cell', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const row = `| ${codeInCell(text)} | next |`

        const read = readMarkdown(`| A | B |\n|---|---|\n${row}`)
        expect(read.html.match(/<td>/g)).toHaveLength(2)
        expect(read.html).toContain('<td>next</td>')
        expect(read.rest.replace(/\s/g, '')).toBe('ABnext')
        expect(read.code).toEqual([readable(text, 200).replaceAll('\\|', '\\ |')])
        expect(read.links).toEqual([])
        expect(splitRow(row)).toHaveLength(4)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('link', () => {
  it.each([
    [
      'https://sonar.example/dashboard?id=a%3Ab&pullRequest=7',
      'https://sonar.example/dashboard?id=a%3Ab&pullRequest=7',
    ],
    ['https://sonar.example/x(y)', 'https://sonar.example/x%28y%29'],
    ['https://sonar.example/a b|c`d', 'https://sonar.example/a%20b%7Cc%60d'],
    ['https://sonar.example/?a=1&copy;', 'https://sonar.example/?a=1&copy%3B'],
    ['https://sonar.example/é\ud800', 'https://sonar.example/%C3%A9%EF%BF%BD'],
  ])('leads %s to %s', (url, expected) => {
    expect(link('page', url)).toBe(`[page](${expected})`)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', ''])('leads nowhere for %j', (url) => {
    expect(link('page', url)).toBe('page')
  })

  it('keeps brackets of a label within it', () => {
    expect(readMarkdown(link('a](b) `c', 'https://sonar.example')).links).toEqual(['https://sonar.example'])
  })

  it('stays one link to the same host, whatever the address holds', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readMarkdown(`| A |\n|---|\n| ${link('page', `https://sonar.example/x?id=${text}`)} |`)

        expect(read.links).toHaveLength(1)
        expect(read.links[0]).toMatch(/^https:\/\/sonar\.example\/x\?id=/)
        expect(read.rest.replace(/\s/g, '')).toBe('Apage')
      }),
      { numRuns: 1000 },
    )
  })
})
