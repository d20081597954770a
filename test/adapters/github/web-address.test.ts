import { expect, it } from 'vitest'
import { webAddress } from '../../../src/adapters/github/web-address.ts'

it.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
  ['https://ghe.example.com/api/v3', 'https://ghe.example.com'],
  ['https://api.example.com/api/v3', 'https://api.example.com'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
])('%s belongs to the pages of %s', (api, pages) => {
  expect(webAddress(api)).toBe(pages)
})
