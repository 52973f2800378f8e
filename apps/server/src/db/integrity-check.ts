import type postgres from 'postgres'

export type IntegrityCheck = {
  /** What holds when all is well. */
  rule: string
  /** The query for what breaks the rule, by id or name, each once: all of it, without a limit. */
  find(sql: postgres.TransactionSql, options: CheckOptions): postgres.PendingQuery<postgres.Row[]>
}

export type CheckOptions = {
  /** How old a change must be before its mail must have been sent or be waiting in the outbox. */
  graceSeconds: number
}
