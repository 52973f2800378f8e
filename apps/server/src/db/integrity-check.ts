import type postgres from 'postgres'

export type IntegrityCheck = {
  /** What holds when all is well. */
  rule: string
  /** Answers what breaks the rule, by id or name, each once. */
  find(sql: postgres.TransactionSql, options: CheckOptions): Promise<{ id: string }[]>
}

export type CheckOptions = {
  /** How old a change must be before its mail must have been sent or be waiting in the outbox. */
  graceSeconds: number
  /** Each check answers so many rows at most. */
  limit: number
}
