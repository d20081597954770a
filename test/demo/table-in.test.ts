import { expect, it } from 'vitest'
import { tableIn } from './table-in.ts'

it('reads the table of a summary as a person does', () => {
  const summary = [
    '**Next:** Fix it.',
    '',
    '| Condition | Measured |',
    '|:--|--:|',
    '| [Coverage on New Code](http://127.0.0.1/x?a=1&b=2) | 4.8% |',
    '| a \\| b | \\*none\\* |',
  ].join('\n')

  const rows = tableIn(summary)

  expect(rows).toEqual([
    ['Condition', 'Measured'],
    ['Coverage on New Code', '4.8%'],
    ['a | b', '*none*'],
  ])
})
