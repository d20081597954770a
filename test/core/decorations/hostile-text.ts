import fc from 'fast-check'

const pieces = [
  ...['`', '``', '|', '\\', '\\|', '\n', '\r\n', '\t', ' ', '  ', '*', '_', '~', '$', '#', '>', '- '],
  ...['@octocat', '&#64;octocat', '#12', 'GH-1', 'acme/shop#3', '3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c'],
  ...['https://evil.example/x', 'www.evil.example', 'me@evil.example', '](https://evil.example)', '![x](y)', '[a]: b'],
  ...['<img src=x onerror=alert(1)>', '</code>', '<!--', '-->', '&amp;', '&#124;', '|:--|', '---', '```js'],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u0000',
    '\u001b[31m',
    '\u2028',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    '名前',
    'x',
  ],
]

/** Text as an attacker would choose it, or chance. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
