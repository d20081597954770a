import { beforeEach, describe, expect, it } from 'vitest'
import type { ReportedGate } from '../../../src/core/analyses/analysis.ts'
import { OutsideFault } from '../../../src/flow/faults.ts'
import { settleAnalysis } from '../../../src/flow/reconcile/settle-analysis.ts'
import { at, broken, gate, sha } from '../../core/analyses/build-analysis.ts'
import { pullRequestEvent, report, repository, state } from '../take-in/open-world.ts'
import { askedGitHub, askedSonarQube, openSettleWorld, type SettleWorld } from './settle-analysis-world.ts'

let world: SettleWorld
beforeEach(async () => {
  world = await openSettleWorld()
  await world.gitHub(pullRequestEvent(state(head, 0)))
  return () => world[Symbol.asyncDispose]()
})

const head = sha('a')
const [ok, error] = [gate(), gate([broken])]
const flip = (seconds: number, said: ReportedGate) =>
  world.sonarQube(report({ taskId: null, changedAt: at + seconds * 1000, gate: said }))
const now = async (id = 1) => {
  const record = await world.reader.analysis(id)
  return { status: record?.analysis.gate?.status, reread: record?.reread }
}

/** An analysis whose newest two flips tie: ERROR stands until SonarQube says which came last. */
async function tied(): Promise<number> {
  const id = await world.arrived({ revision: head, gate: error })
  await flip(60, ok)
  await flip(60, error)
  await world.due()
  return id
}

describe('3: where flips tie', () => {
  it.each([
    { live: ok, status: 'OK' },
    { live: error, status: 'ERROR' },
  ])('what SonarQube says stands: $status', async ({ live, status }) => {
    const id = await tied()

    await world.settle(id, { live: { ...live, name: null } })

    expect(await now()).toEqual({ status, reread: false })
    expect((await world.reader.analysis(id))?.analysis.gate?.name).toBe('Sonar way')
    expect(await world.due()).toEqual([`commit:1:${head}`])
  })

  it('ERROR stands without a token', async () => {
    const id = await tied()

    await world.settle(id, { live: null })

    expect(await now()).toEqual({ status: 'ERROR', reread: false })
  })

  it.each(['unavailable', 'refused'] as const)(
    'ERROR stands, and is shown, while SonarQube is %s; it is asked again',
    async (code) => {
      const id = await tied()
      const away = () => Promise.reject(new OutsideFault(code, 'SonarQube (default) could not be reached.'))

      await expect(world.settle(id, { live: away })).rejects.toThrow('could not be reached')

      expect(await world.attribution(id)).toMatchObject({ state: 'attributed', sha: head })
      expect(await world.due()).toEqual([`commit:1:${head}`])
      expect(await now()).toEqual({ status: 'ERROR', reread: true })
      await world.settle(id, { live: ok })
      expect(await now()).toEqual({ status: 'OK', reread: false })
    },
  )

  it('SonarQube is asked once, and not for an analysis that nothing ties on', async () => {
    const { sonarQube, asked } = askedSonarQube(ok)
    const parseFile = () => ({ file: null, faults: [] })
    const deps = { ...world, ...askedGitHub({}), sonarQube, learning: true, parseFile }
    const id = await tied()

    await settleAnalysis(deps, id)
    await settleAnalysis(deps, id)

    expect(asked).toEqual([{ kind: 'pull_request', key: '7' }])
  })
})

describe('3: an answer of SonarQube that was overtaken', () => {
  it('does not undo a newer flip', async () => {
    const id = await tied()

    await world.settle(id, {
      live: async () => {
        await flip(61, error)
        await flip(62, ok)
        await flip(63, error)
        return ok
      },
    })

    expect((await now()).status).toBe('ERROR')
    expect(await world.due()).toContain(`analysis:${id}`)
  })

  it('does not undo another flip of the same second', async () => {
    const id = await world.arrived({ revision: head, gate: error })
    await flip(60, ok)
    await flip(60, gate([], { status: 'NONE' }))

    await world.settle(id, {
      live: async () => {
        await flip(60, error)
        return ok
      },
    })

    expect(await now()).toEqual({ status: 'ERROR', reread: true })
  })

  it('is not taken for that of an older task of the same report', async () => {
    const id = await tied()
    const second = await world.arrived({ id: 2, revision: head, gate: ok })

    await world.settle(id, { live: ok })

    expect(await now(id)).toEqual({ status: 'ERROR', reread: false })
    expect(await now(second)).toEqual({ status: 'OK', reread: false })
  })
})

describe('4: a re-run', () => {
  it('reads SonarQube again for what speaks for the commit', async () => {
    const id = await world.arrived({ revision: head, gate: error })
    await world.settle(id)
    await world.gitHub({ kind: 'recheck', repository, sha: head })

    await world.settle(id, { live: ok })

    expect(await now()).toEqual({ status: 'OK', reread: false })
  })

  it('asks nothing for a task that failed: the live status is that of the analysis before it', async () => {
    const id = await world.arrived({ revision: head, gate: null, succeeded: false })
    await world.settle(id)
    await world.gitHub({ kind: 'recheck', repository, sha: head })

    await world.settle(id, { live: () => Promise.reject(new Error('was asked')) })

    expect(await now()).toEqual({ status: undefined, reread: false })
  })

  // project_status is that of the branch or pull request as it is now, whichever analysis was the last.
  it('does not take the status of a newer head for that of an older one', async () => {
    const older = await world.arrived({ id: 1, revision: head, gate: error })
    await world.settle(older)
    await world.gitHub(pullRequestEvent(state(sha('b'), 9)))
    const newer = await world.arrived({ id: 2, revision: sha('b'), analysedAt: at + 9000, gate: ok })
    await world.settle(newer)
    await world.gitHub({ kind: 'recheck', repository, sha: head })

    await world.settle(older, { live: ok })

    expect((await now(older)).status).toBe('ERROR')
  })
})
