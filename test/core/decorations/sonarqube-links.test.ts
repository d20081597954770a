import { describe, expect, it } from 'vitest'
import { dashboardUrl, measureUrl } from '../../../src/core/decorations/sonarqube-links.ts'

const base = 'https://sonar.example/sonar'
const branch = { kind: 'branch', name: 'feature/a&b', isMain: false, short: false } as const

describe('links into SonarQube', () => {
  it.each([
    ['a pull request', { kind: 'pull_request', key: '7' }, `${base}/dashboard?id=my%3Akey&pullRequest=7`],
    ['a branch', branch, `${base}/dashboard?id=my%3Akey&branch=feature%2Fa%26b`],
    ['the main branch, never by name', { ...branch, isMain: true }, `${base}/dashboard?id=my%3Akey`],
    ['the project', null, `${base}/dashboard?id=my%3Akey`],
    ['no page for a branch without a name', { ...branch, name: null }, null],
  ] as const)('lead to %s', (_, scope, expected) => {
    expect(dashboardUrl({ base, key: 'my:key', scope })).toBe(expected)
  })

  it('lead to the files behind a measure', () => {
    expect(measureUrl({ base, key: 'k', scope: { kind: 'pull_request', key: '7' } }, 'new_coverage')).toBe(
      `${base}/component_measures?id=k&pullRequest=7&metric=new_coverage&view=list`,
    )
  })

  it('can be made of half a surrogate pair', () => {
    expect(dashboardUrl({ base, key: '\ud800', scope: null })).toBe(`${base}/dashboard?id=%EF%BF%BD`)
  })
})
