import { hash } from 'node:crypto'
import SqliteDatabase from 'better-sqlite3'

export const seededAnalyses = 100_000

/**
 * Fills the database that a run of stories left behind with so many analyses more: each a copy of one of the run's, with
 * its own head, its deliveries of both sides, its attribution, verdicts and publication; five to a pull request. Only one
 * GitHub delivery in ten has a body: all would be three gigabytes, which no server has before they are purged.
 */
export function seedDatabase(path: string): void {
  const sqlite = new SqliteDatabase(path)
  sqlite.pragma('synchronous = OFF')
  sqlite.function('sha_of', { deterministic: true }, (n) => hash('sha1', `seed ${n}`))
  const sample = sqlite.prepare<[], Sample>(sampleOf).get()
  if (sample === undefined) throw new Error('the run has left no analysis with a verdict')
  sqlite.transaction(() => {
    for (const statement of statements) sqlite.prepare(statement).run({ ...sample, count: seededAnalyses })
  })()
  sqlite.close()
}

type Sample = { readonly analysisId: number; readonly repositoryId: number; readonly sha: string }

const sampleOf = `
  select a.id as analysisId, a.repository_id as repositoryId, a.sha as sha
  from analysis a join verdict v on v.repository_id = a.repository_id and v.sha = a.sha
  where a.state = 'attributed' and a.pull_request is not null order by a.id desc limit 1`

/** 200 repositories, far from the ids of the run. */
const each = `
  with recursive
    n (i) as (select 0 union all select i + 1 from n where i + 1 < $count),
    seed as (
      select i, 900000000 + i % 200 as repository_id, 'seeded-' || (i % 200) as project, i / 1000 + 1 as number,
        sha_of(i) as sha, unixepoch() * 1000 - 86400000 + i as at
      from n)`

const statements = [
  `insert into delivery (id, source, name, external_id, received_at, body) ${each}
    select 1000000 + 3 * i, 'sonarqube', 'default', null, at,
      (select replace(body, $sha, seed.sha) from delivery where id = (select arrival from analysis where id = $analysisId))
    from seed`,
  ...['push', 'pull_request'].map(
    (event, at) => `insert into delivery (id, source, name, external_id, received_at, body) ${each}
    select ${1_000_001 + at} + 3 * i, 'github', '${event}', sha_of('${event}' || i), at,
      iif(i < $count * 9 / 10, null,
        (select replace(body, $sha, seed.sha) from delivery where source = 'github' and name = '${event}' limit 1))
    from seed`,
  ),
  `insert into repository select 900000000 + value, 1, 'seeded', 'r' || value, 'seeded/r' || value, 'main'
    from (${each} select distinct i % 200 as value from seed)`,
  `insert into binding select 'default', 'seeded-' || value, 900000000 + value, 'file', 'Seeded', 1, 1
    from (${each} select distinct i % 200 as value from seed)`,
  `insert into repository_file ${each}
    select distinct seed.repository_id, file.file, file.faults, 0, 1 from seed, repository_file file
    where file.repository_id = $repositoryId`,
  `insert into pull_request ${each}
    select repository_id, number, number > 90, 0, 'octocat', sha, 'feature-' || number, 0, 'main', sha_of('base'),
      max(at), min(at), null
    from seed group by repository_id, number`,
  `insert into pull_request_head ${each} select sha, repository_id, number, at from seed`,
  `insert into branch_commit ${each} select sha, repository_id, 'feature-' || number, at from seed`,
  `insert into analysis (connection, project_key, project_name, scope_key, task_id, arrival, received_at, revision,
      analysed_at, succeeded, gate, report, reread, state, repository_id, sha, pull_request, attribution) ${each}
    select a.connection, seed.project, a.project_name, 'pull_request:' || seed.number, sha_of('task' || i),
      1000000 + 3 * i, seed.at, seed.sha, a.analysed_at, 1, a.gate, replace(a.report, a.sha, seed.sha), 0, a.state,
      seed.repository_id, seed.sha, seed.number, replace(a.attribution, a.sha, seed.sha)
    from seed, analysis a where a.id = $analysisId`,
  ...[0, 1].map(
    (later) => `insert into verdict (repository_id, sha, state, tree, decided_at) ${each}
    select seed.repository_id, seed.sha, v.state, replace(v.tree, $sha, seed.sha), seed.at + ${later}
    from seed, (select * from verdict where repository_id = $repositoryId and sha = $sha order by id desc limit 1) v`,
  ),
  `insert into publication ${each}
    select seed.repository_id, seed.sha, 500000000 + i, p.generation, p.content, 1
    from seed, publication p where p.repository_id = $repositoryId and p.sha = $sha`,
]
