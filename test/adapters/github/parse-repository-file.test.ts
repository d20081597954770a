import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRepositoryFile } from '../../../src/adapters/github/parse-repository-file.ts'
import { defaultRepositoryFile } from '../../../src/core/verdicts/repository-file.ts'

/** Each fault as `line:column message`. */
function faultsOf(text: string): readonly string[] {
  const { file, faults } = parseRepositoryFile(text)
  if (file !== null && faults.length > 0) throw new Error('a file with a fault must not count')
  return faults.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

it('reads all that a file can say', () => {
  const { file, faults } = parseRepositoryFile(`
mode: report
projects:
  - key: shop-api
    connection: main
    paths: ['api/**', "*.md"]
  - key: shop:web
wait-minutes: 90
`)

  expect(faults).toEqual([])
  expect(file).toMatchObject({
    mode: 'report',
    waitMinutes: 90,
    projects: [
      { key: 'shop-api', connection: 'main', paths: ['api/**', '*.md'] },
      { key: 'shop:web', connection: null, paths: [] },
    ],
  })
})

it.each(['', '\n\n', '# nothing but words\n', '{}', '---\n...\n', '\uFEFF', 'null'])(
  'reads %j as a file that says nothing',
  (text) => {
    expect(parseRepositoryFile(text)).toEqual({ file: defaultRepositoryFile, faults: [] })
  },
)

it.each([
  ['a key that is not known', 'mode: enforce\nmod: off\n', ['2:1 `mod` is not a key of this file.']],
  [
    'a key whose value begins further down',
    'mode: off\nunknown:\n\n  - key: a\n',
    ['2:1 `unknown` is not a key of this file.'],
  ],
  [
    'a key of a project that is not known',
    'projects:\n  - key: a\n    path: [x]\n',
    ['3:5 `projects.0.path` is not a key of this file.'],
  ],
  [
    'a value that is not one of the words',
    '\nmode: on\n',
    ['2:7 `mode`: Invalid option: expected one of "off"|"report"|"enforce"'],
  ],
  [
    'a project without a key',
    'projects:\n  - connection: main\n',
    ['2:5 `projects.0.key`: Invalid input: expected string, received undefined'],
  ],
  [
    'a number where words belong',
    'projects:\n  - key: 7\n',
    ['2:10 `projects.0.key`: Invalid input: expected string, received number'],
  ],
  [
    'minutes that are too many',
    'wait-minutes: 10081\n',
    ['1:15 `wait-minutes`: Too big: expected number to be <=10080'],
  ],
  ['minutes that are none', 'wait-minutes: 0\n', ['1:15 `wait-minutes`: Too small: expected number to be >=1']],
  ['the same key twice', 'mode: off\nmode: enforce\n', ['2:1 Map keys must be unique']],
  [
    'what is no YAML',
    'mode: [off\n',
    ['2:1 Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ],
  ['a tab that indents', 'projects:\n\t- key: a\n', ['2:1 Tabs are not allowed as indentation']],
  [
    'an alias of nothing',
    'mode: *unknown\n',
    [
      '1:1 The file has an alias (`*name`) of nothing, too many aliases, or too many levels. Write out what they stand for.',
    ],
  ],
  [
    'a metric that is none',
    'require-values: [new_coverage, New Coverage]\n',
    ['1:32 `require-values.1`: is not the key of a metric'],
  ],
])('says where %s stands', (_, text, expected) => {
  expect(faultsOf(text)).toEqual(expected)
})

it('names every fault of a file, each at its line', () => {
  const text = 'mode: on\nprojects:\n  - key: ""\nunknown: 1\nannotations: perhaps\n'

  expect(faultsOf(text).map((fault) => fault.split(':')[0])).toEqual(expect.arrayContaining(['1', '3', '4', '5']))
})

it('shows twenty faults and no more', () => {
  const text = Array.from({ length: 500 }, (_, number) => `key-${number}: 1\n`).join('')

  expect(faultsOf(text)).toHaveLength(20)
})

it.each([
  ['a list', '- mode: off\n'],
  ['a word', 'enforce\n'],
  ['a number', '17\n'],
  ['two documents', 'mode: off\n---\nmode: enforce\n'],
])('refuses %s with one sentence at its line', (_, text) => {
  const faults = faultsOf(text)

  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/^\d+:\d+ \S+/)
})

it('counts lines and columns in what people see, not in bytes', () => {
  const text = '# grün 漢字 🎉\r\nmode: enforce # 🎉🎉\r\n"mödé": 1\r\n'

  expect(faultsOf(text)).toEqual(['3:1 `mödé` is not a key of this file.'])
})

it('keeps a project key in any script as it is written', () => {
  expect(parseRepositoryFile('projects:\n  - key: "проект:漢字"\n').file?.projects[0]?.key).toBe('проект:漢字')
})

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('takes %s for a key like any other', (key) => {
  expect(faultsOf(`${key}: 1\n`)).toEqual([`1:1 \`${key}\` is not a key of this file.`])
})

describe('a file that is made to hurt', () => {
  it('is refused when it expands to billions', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]']
    for (let depth = 1; depth <= 30; depth++) {
      const aliases = Array.from({ length: 10 }, () => `*a${depth - 1}`)
      lines.push(`a${depth}: &a${depth} [${aliases.join(',')}]`)
    }

    expect(faultsOf(lines.join('\n'))).toEqual([
      '1:1 The file has an alias (`*name`) of nothing, too many aliases, or too many levels. Write out what they stand for.',
    ])
  })

  it('is refused when it contains itself', () => {
    expect(faultsOf('&a\nmode: off\nprojects: [*a]\n').length).toBeGreaterThan(0)
    expect(faultsOf('projects: &a [*a]\n').length).toBeGreaterThan(0)
  })

  it.each([
    ['lists', '['.repeat(50_000)],
    ['closed lists', `${'['.repeat(40_000)}${']'.repeat(40_000)}`],
    ['maps', '{a: '.repeat(20_000)],
    ['blocks', '- '.repeat(45_000)],
  ])('is refused when it is nested without end in %s', (_, text) => {
    expect(faultsOf(text)[0]).toMatch(/^1:\d+ Here are too many levels\.$/)
  })

  it('is refused at 100,000 characters, and read just below', () => {
    const full = `mode: report\n#${'x'.repeat(100_000 - 14)}`

    expect(full).toHaveLength(100_000)
    expect(parseRepositoryFile(full).file?.mode).toBe('report')
    expect(faultsOf(`${full}x`)).toEqual(['null:null The file is larger than 100,000 characters.'])
  })

  it('is read in an instant, or refused, whatever stands in it', () => {
    const pieces = [
      'mode',
      'projects',
      'key',
      ':',
      ' ',
      '\n',
      '- ',
      '  ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!!',
      '|',
      '>',
      '?',
      '\t',
      '\u0000',
      '🎉',
      '<<',
      '---',
      '#',
      '%',
    ]
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 60 }), (parts) => {
        const { file, faults } = parseRepositoryFile(parts.join(''))
        expect(file === null).toBe(faults.length > 0)
      }),
      { numRuns: 300 },
    )
  })
})
