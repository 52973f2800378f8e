import { type DeadLetterBox, openDeadLetterBox } from '../../adapters/message-bus/dead-letters.ts'
import { readConfig } from '../../config.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { CommandError } from '../command-error.ts'
import { withDatabaseUrl } from '../with-database.ts'

export type Queue = {
  sql: Database['sql']
  /** null when events are not carried by a broker; rejects with a CommandError when it is away. */
  openDeadLetters(): Promise<DeadLetterBox | null>
}

/**
 * Works on the queue of the settings: the outbox and, where there is one, the broker.
 *
 * @throws CommandError when the database cannot be used
 */
export function withQueue<Result>(work: (queue: Queue) => Promise<Result>): Promise<Result> {
  const { amqpUrl } = readConfig()
  return withDatabaseUrl(async (url) => {
    await using resources = new AsyncDisposableStack()
    const database = connectDatabase(url, { max: 2 })
    resources.defer(() => database.close())
    await assertMigrated(database.sql)
    const openDeadLetters = async () => {
      if (amqpUrl === null) return null
      const box = await openBox(amqpUrl)
      resources.defer(() => box.close())
      return box
    }
    return await work({ sql: database.sql, openDeadLetters })
  })
}

async function assertMigrated(sql: Database['sql']): Promise<void> {
  const [row] = await sql`select to_regclass('queue_pauses') as name`
  if (row?.name === null) {
    throw new CommandError('the database is not of this release: run rendez db migrate')
  }
}

async function openBox(amqpUrl: string): Promise<DeadLetterBox> {
  return openDeadLetterBox(amqpUrl).catch((cause) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CommandError(`AMQP_URL: ${reason}`, { cause })
  })
}
