import type { Generated } from 'kysely'

type Flag = 0 | 1

export type DeliveryTable = {
  id: Generated<number>
  source: string
  name: string
  external_id: string | null
  received_at: number
  body: string | null
}
export type InstallationTable = { id: number; account: string; suspended: Flag }
export type RepositoryTable = {
  id: number
  installation_id: number
  owner: string
  name: string
  full_name: string
  default_branch: string | null
}
export type PullRequestTable = {
  repository_id: number
  number: number
  open: Flag
  draft: Flag
  author: string | null
  head: string
  head_branch: string
  from_fork: Flag
  base_branch: string
  base_sha: string
  updated_at: number
  waiting_since: number
  retired_order: number | null
}
export type PullRequestHeadTable = { sha: string; repository_id: number; number: number; seen_at: number }
export type BranchCommitTable = { sha: string; repository_id: number; branch: string; seen_at: number }
export type RepositoryFileTable = { repository_id: number; file: string; faults: string; stale: Flag; read_at: number }
export type BindingTable = {
  connection: string
  project_key: string
  repository_id: number
  kind: string
  project_name: string | null
  bound_at: number
  spoken: Flag
}
export type AnalysisTable = {
  id: Generated<number>
  connection: string
  project_key: string
  project_name: string
  scope_key: string
  task_id: string | null
  arrival: number
  received_at: number
  revision: string | null
  named_commit: string | null
  analysed_at: number | null
  succeeded: Flag
  gate: string | null
  report: string
  flipped_at: number | null
  reread: Flag
  state: string | null
  repository_id: number | null
  sha: string | null
  pull_request: number | null
  attribution: string | null
}
export type FlipTable = { analysis_id: number; arrival: number; changed_at: number }
export type DueTable = {
  subject: string
  lane: string
  due_at: number
  marks: number
  attempts: number
  parked_at: number | null
  fault: string | null
}
export type VerdictTable = {
  id: Generated<number>
  repository_id: number
  sha: string
  state: string
  tree: string
  decided_at: number
}
export type PublicationTable = {
  repository_id: number
  sha: string
  check_run_id: number | null
  generation: number
  content: string | null
  completed: Flag
}
export type ApiTokenTable = {
  id: Generated<number>
  name: string
  hash: string
  scopes: string
  created_at: number
  expires_at: number | null
  revoked_at: number | null
  last_used_at: number | null
}

export type Schema = {
  delivery: DeliveryTable
  installation: InstallationTable
  repository: RepositoryTable
  pull_request: PullRequestTable
  pull_request_head: PullRequestHeadTable
  branch_commit: BranchCommitTable
  repository_file: RepositoryFileTable
  binding: BindingTable
  analysis: AnalysisTable
  flip: FlipTable
  due: DueTable
  verdict: VerdictTable
  publication: PublicationTable
  api_token: ApiTokenTable
}
