import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureRounds } from './load/measure-rounds.ts'
import { measureStarts } from './processes/measure-starts.ts'
import { printTable } from './report/line.ts'
import { loadLines } from './report/load-lines.ts'
import { describeMachine } from './report/machine.ts'
import { processLines } from './report/process-lines.ts'
import { listRequests, storyLines } from './report/story-lines.ts'
import { copyDatabase } from './seed/copy-database.ts'
import { seedDatabase } from './seed/seed-database.ts'
import { measureStories } from './stories/measure-stories.ts'

/** How often each load is repeated, and how many stories are told: `npm run bench -- 5` for five rounds. */
const rounds = Number(process.argv[2] ?? 3)
const stories = 60
const starts = 5

const folder = await mkdtemp(join(tmpdir(), 'sluicegate-bench-'))
const log = (line: string) => console.error(line)
try {
  console.log(`${describeMachine()}\n`)
  log('starting')
  const started = await measureStarts(folder, starts)
  log('telling stories')
  const database = join(folder, 'stories.db')
  const atOnce = await measureStories({ database, latencyMs: 0, count: stories })
  const slow = await measureStories({ database: join(folder, 'slow.db'), latencyMs: 100, count: stories })
  log('storing 100,000 analyses')
  const seededDatabase = join(folder, 'seeded.db')
  await copyDatabase(database, seededDatabase)
  seedDatabase(seededDatabase)
  const ofSeeded = join(folder, 'seeded-stories.db')
  await copyDatabase(seededDatabase, ofSeeded)
  const seeded = await measureStories({ database: ofSeeded, latencyMs: 0, count: stories })
  await rm(ofSeeded)
  const measured = await measureRounds({ folder, seededDatabase, count: rounds, log })

  const told = { atOnce, slow, seeded }
  console.log(printTable([...loadLines(measured), ...storyLines(told), ...processLines(started, measured)]))
  const [story] = atOnce
  if (story !== undefined) console.log(`\n${listRequests(story)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
