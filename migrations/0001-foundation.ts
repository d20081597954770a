import { type Kysely, sql } from 'kysely'

// Instants are milliseconds since the epoch. Kysely runs SQLite migrations outside a transaction; without one, a failure
// would leave half a schema.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const statement of statements) await sql.raw(statement).execute(trx)
  })
}

const statements = [
  // What came, as it came. The id is the order of arrival: AUTOINCREMENT never gives a number again, even after a purge.
  `create table delivery (
    id integer primary key autoincrement,
    source text not null,
    name text not null,
    external_id text,
    received_at integer not null,
    body text
  )`,
  `create unique index delivery_external on delivery (source, external_id) where external_id is not null`,
  `create index delivery_received on delivery (received_at)`,

  `create table installation (
    id integer primary key,
    account text not null,
    suspended integer not null
  )`,
  `create table repository (
    id integer primary key,
    installation_id integer not null,
    owner text not null,
    name text not null,
    full_name text not null,
    default_branch text
  )`,
  `create unique index repository_name on repository (full_name)`,
  `create index repository_installation on repository (installation_id)`,

  `create table pull_request (
    repository_id integer not null,
    number integer not null,
    open integer not null,
    draft integer not null,
    author text,
    head text not null,
    head_branch text not null,
    from_fork integer not null,
    base_branch text not null,
    base_sha text not null,
    updated_at integer not null,
    waiting_since integer not null,
    retired_order integer,
    primary key (repository_id, number)
  ) without rowid`,
  `create table pull_request_head (
    sha text not null,
    repository_id integer not null,
    number integer not null,
    seen_at integer not null,
    primary key (sha, repository_id, number)
  ) without rowid`,
  `create index pull_request_head_number on pull_request_head (repository_id, number)`,
  `create table branch_commit (
    sha text not null,
    repository_id integer not null,
    branch text not null,
    seen_at integer not null,
    primary key (sha, repository_id, branch)
  ) without rowid`,
  `create table repository_file (
    repository_id integer primary key,
    file text not null,
    faults text not null,
    stale integer not null,
    read_at integer not null
  )`,

  `create table binding (
    connection text not null,
    project_key text not null,
    repository_id integer not null,
    kind text not null,
    project_name text,
    bound_at integer not null,
    spoken integer not null,
    primary key (connection, project_key, repository_id, kind)
  ) without rowid`,
  `create index binding_repository on binding (repository_id)`,

  // One row a compute engine task; a flip replaces its gate in place and is kept in \`flip\`.
  `create table analysis (
    id integer primary key autoincrement,
    connection text not null,
    project_key text not null,
    project_name text not null,
    scope_key text not null,
    task_id text,
    arrival integer not null,
    received_at integer not null,
    revision text,
    named_commit text,
    analysed_at integer,
    succeeded integer not null,
    gate text,
    report text not null,
    flipped_at integer,
    reread integer not null,
    state text,
    repository_id integer,
    sha text,
    pull_request integer,
    attribution text
  )`,
  `create unique index analysis_task on analysis (connection, task_id) where task_id is not null`,
  `create index analysis_scope on analysis (connection, project_key, scope_key, arrival)`,
  `create index analysis_without_task on analysis (connection, project_key, scope_key) where task_id is null`,
  `create index analysis_commit on analysis (sha, repository_id) where sha is not null`,
  `create index analysis_unsettled_revision on analysis (revision) where sha is null`,
  `create index analysis_unsettled_named on analysis (named_commit) where sha is null and named_commit is not null`,
  `create index analysis_seen on analysis (repository_id, pull_request) where state = 'unverified'`,
  `create table flip (
    analysis_id integer not null references analysis (id),
    arrival integer not null,
    changed_at integer not null,
    primary key (analysis_id, arrival)
  ) without rowid`,

  `create table due (
    subject text primary key,
    lane text not null,
    due_at integer not null,
    marks integer not null,
    attempts integer not null,
    parked_at integer,
    fault text
  ) without rowid`,
  `create index due_at on due (due_at) where parked_at is null`,

  `create table verdict (
    id integer primary key autoincrement,
    repository_id integer not null,
    sha text not null,
    state text not null,
    tree text not null,
    decided_at integer not null
  )`,
  `create index verdict_commit on verdict (repository_id, sha, id)`,
  `create table publication (
    repository_id integer not null,
    sha text not null,
    check_run_id integer,
    generation integer not null,
    content text,
    completed integer not null,
    primary key (repository_id, sha)
  ) without rowid`,

  `create table api_token (
    id integer primary key autoincrement,
    name text not null,
    hash text not null unique,
    scopes text not null,
    created_at integer not null,
    expires_at integer,
    revoked_at integer,
    last_used_at integer
  )`,
]
