import { beforeEach, describe, expect, it } from 'vitest'
import { at, branch, broken, gate, mainBranch, pullRequest, reported, sha } from '../../core/analyses/build-analysis.ts'
import { openWorld, report, type World } from './open-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  return () => world[Symbol.asyncDispose]()
})

const ok = gate()
const error = gate([broken])
const flip = (seconds: number, fields: Parameters<typeof report>[0] = {}) =>
  report({ taskId: null, changedAt: at + seconds * 1000, ...fields })
const gates = async () => (await world.analyses()).map(({ analysis }) => analysis.gate?.status ?? null)

describe('3: an analysis', () => {
  it('is kept as it came, marked as due, and wakes the worker', async () => {
    const taken = await world.sonarQube(report({ id: 1, properties: { 'sonar.analysis.commit': sha('b') } }))

    expect(taken).toBe('stored')
    expect(await world.analyses()).toMatchObject([
      {
        analysis: { taskId: 'task-1', order: 1, receivedAt: at, flippedAt: null, gate: ok },
        attribution: null,
        reread: false,
      },
    ])
    expect(await world.due()).toEqual(['analysis:1'])
    expect(world.woken).toBe(1)
  })

  it('changes nothing when its task was seen before, however late and whatever it says', async () => {
    await world.sonarQube(report({ id: 1 }))
    await world.sonarQube(report({ id: 2, gate: error }))
    await world.due()
    const before = await world.analyses()

    const again = [
      await world.sonarQube(report({ id: 1, gate: error })),
      await world.sonarQube(report({ id: 1, revision: null })),
    ]

    expect(again).toEqual(['nothing_new', 'nothing_new'])
    expect(await world.analyses()).toEqual(before)
    expect(await world.due()).toEqual([])
    expect(await world.deliveriesKept()).toBe(2)
    expect(world.woken).toBe(2)
  })

  it('is another one on another connection, though the task has the same id', async () => {
    await world.sonarQube(report({ id: 1 }), 'default')

    expect(await world.sonarQube(report({ id: 1 }), 'cloud')).toBe('stored')
    expect(await world.analyses()).toHaveLength(2)
  })

  it('takes its place by arrival, not by its dates', async () => {
    await world.sonarQube(report({ id: 1 }))
    await world.sonarQube(report({ id: 2, analysedAt: Date.UTC(2026, 0, 1), changedAt: Date.UTC(2026, 0, 1) }))

    expect((await world.analyses()).map(({ analysis }) => [analysis.taskId, analysis.order])).toEqual([
      ['task-1', 1],
      ['task-2', 2],
    ])
  })

  it('of the same report submitted again is one of its own', async () => {
    await world.sonarQube(report({ id: 1, gate: error }))

    expect(await world.sonarQube(report({ id: 2, gate: ok }))).toBe('stored')
    expect(await gates()).toEqual(['ERROR', 'OK'])
  })

  it.each([
    { first: 'ERROR', flipped: error, task: ok },
    { first: 'OK', flipped: ok, task: error },
  ])(
    'that its own flip to $first overtook stands by the worse of the two, until SonarQube says',
    async ({ flipped, task }) => {
      await world.sonarQube(flip(5, { gate: flipped }))
      await world.sonarQube(report({ id: 1, gate: task }))

      expect((await gates()).at(-1)).toBe('ERROR')
      expect((await world.analyses()).at(-1)?.reread).toBe(true)
    },
  )

  it('is kept when its task failed', async () => {
    await world.sonarQube(report({ id: 1, succeeded: false, gate: null, revision: null, analysedAt: null }))

    expect(await world.analyses()).toMatchObject([{ analysis: { succeeded: false, gate: null } }])
    expect(await world.due()).toEqual(['analysis:1'])
  })
})

describe('3: a flip', () => {
  it('replaces the result of its task in place', async () => {
    await world.sonarQube(report({ id: 1, gate: error }))
    await world.due()

    expect(await world.sonarQube(flip(60, { gate: ok }))).toBe('stored')

    expect(await world.analyses()).toMatchObject([
      { analysis: { taskId: 'task-1', order: 1, gate: { status: 'OK' }, flippedAt: at + 60_000 }, reread: false },
    ])
    expect(await world.due()).toEqual(['analysis:1'])
  })

  it('belongs to the last processed task with its start and revision', async () => {
    await world.sonarQube(report({ id: 1, gate: error }))
    await world.sonarQube(report({ id: 2, gate: error }))
    await world.sonarQube(report({ id: 3, gate: error, analysedAt: at + 9000 }))
    await world.sonarQube(report({ id: 4, gate: error, revision: sha('b') }))
    await world.sonarQube(report({ id: 5, gate: error, scope: pullRequest(8) }))
    await world.sonarQube(report({ id: 6, gate: null, succeeded: false }))

    await world.sonarQube(flip(60, { gate: ok }))

    expect(await gates()).toEqual(['ERROR', 'OK', 'ERROR', 'ERROR', 'ERROR', null])
  })

  it('finds the main branch by isMain, though SonarQube calls it by another name than in the analysis', async () => {
    await world.sonarQube(report({ id: 1, gate: error, scope: mainBranch }))
    await world.sonarQube(report({ id: 2, gate: error, scope: branch('release/next#1') }))

    await world.sonarQube(flip(60, { gate: ok, scope: branch('release/next#1', { isMain: true }) }))

    expect(await gates()).toEqual(['OK', 'ERROR'])
  })

  it('finds a task without start and revision', async () => {
    const bare = { analysedAt: null, revision: null, scope: mainBranch }
    await world.sonarQube(report({ id: 1, gate: error, ...bare }))

    await world.sonarQube(flip(60, { gate: ok, ...bare }))

    expect(await gates()).toEqual(['OK'])
  })

  it('makes a task where none is known, which later flips change and replays do not', async () => {
    expect(await world.sonarQube(flip(60, { gate: error }))).toBe('stored')
    expect(await world.sonarQube(flip(60, { gate: error }))).toBe('nothing_new')
    expect(await world.sonarQube(flip(90, { gate: ok }))).toBe('stored')
    expect(await world.sonarQube(flip(60, { gate: error }))).toBe('nothing_new')

    expect(await world.analyses()).toMatchObject([{ analysis: { taskId: null, gate: { status: 'OK' } } }])
  })

  it('that is older than the one that made the task changes nothing', async () => {
    await world.sonarQube(flip(90, { gate: error }))

    expect(await world.sonarQube(flip(60, { gate: ok }))).toBe('nothing_new')
    expect(await gates()).toEqual(['ERROR'])
  })

  it('of the second of the one that made the task ties with it', async () => {
    await world.sonarQube(flip(90, { gate: ok }))
    await world.sonarQube(flip(90, { gate: error }))

    expect(await world.analyses()).toMatchObject([{ analysis: { gate: { status: 'ERROR' } }, reread: true }])
  })

  it('that equals the result changes nothing, and is remembered as the newest', async () => {
    await world.sonarQube(report({ id: 1, gate: ok }))
    await world.due()

    expect(await world.sonarQube(flip(90, { gate: ok }))).toBe('nothing_new')
    expect(await world.due()).toEqual([])
    expect(await world.sonarQube(flip(60, { gate: error }))).toBe('nothing_new')
    expect(await gates()).toEqual(['OK'])
  })

  it('seen before a task changes nothing that the task said', async () => {
    await world.sonarQube(report({ id: 1, gate: error }))
    await world.sonarQube(flip(60, { gate: ok }))
    await world.sonarQube(report({ id: 2, gate: error }))

    expect(await world.sonarQube(flip(60, { gate: ok }))).toBe('nothing_new')
    expect(await gates()).toEqual(['OK', 'ERROR'])
    expect(await world.sonarQube(flip(61, { gate: ok }))).toBe('stored')
    expect(await gates()).toEqual(['OK', 'OK'])
  })

  it('without a time of its own counts from its arrival', async () => {
    await world.sonarQube(report({ id: 1, gate: error }))
    world.now += 5000

    await world.sonarQube(flip(0, { gate: ok, changedAt: null }))

    expect(await world.analyses()).toMatchObject([{ analysis: { gate: { status: 'OK' }, flippedAt: at + 5000 } }])
  })
})

describe('3: flips that tie', () => {
  const oneIssue = gate([reported({ value: '1', status: 'ERROR' })])

  it.each([
    { first: ok, second: error },
    { first: error, second: ok },
  ])(
    'leave ERROR standing, and SonarQube is to be asked ($first.status, $second.status)',
    async ({ first, second }) => {
      await world.sonarQube(report({ id: 1, gate: oneIssue }))
      await world.due()

      expect([
        await world.sonarQube(flip(60, { gate: first })),
        await world.sonarQube(flip(60, { gate: second })),
      ]).toEqual(['stored', 'stored'])

      expect(await world.analyses()).toMatchObject([{ analysis: { gate: { status: 'ERROR' } }, reread: true }])
      expect(await world.due()).toEqual(['analysis:1'])
    },
  )

  it('end the same way when the first and the third are identical byte for byte, with another between them', async () => {
    await world.sonarQube(report({ id: 1, gate: oneIssue }))
    for (const said of [ok, oneIssue, ok]) await world.sonarQube(flip(60, { gate: said }))

    expect(await world.analyses()).toMatchObject([{ analysis: { gate: { status: 'ERROR' } }, reread: true }])
  })

  it('are settled by a newer one', async () => {
    await world.sonarQube(report({ id: 1, gate: oneIssue }))
    for (const said of [ok, error]) await world.sonarQube(flip(60, { gate: said }))

    await world.sonarQube(flip(61, { gate: ok }))

    expect(await gates()).toEqual(['OK'])
  })
})
