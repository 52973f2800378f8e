import { type DeadLetterBox, openDeadLetterBox } from '../../adapters/message-bus/dead-letters.ts'
import { readConfig } from '../../config.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { startEmbeddedPostgres } from '../../db/embedded-postgres.ts'
import { CommandError } from '../command-error.ts'

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
export async function withQueue<Result>(work: (queue: Queue) => Promise<Result>): Promise<Result> {
  await using resources = new AsyncDisposableStack()
  const { amqpUrl, databaseUrl, dataDir } = readConfig()
  const url = databaseUrl ?? (await openEmbedded(dataDir, resources))
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
}

async function openEmbedded(dataDir: string, resources: AsyncDisposableStack): Promise<string> {
  const { url, stop } = await startEmbeddedPostgres({ dataDir }).catch((cause) => {
    throw new CommandError(messageOf(cause), { cause })
  })
  resources.defer(stop)
  return url
}

async function assertMigrated(sql: Database['sql']): Promise<void> {
  const [row] = await sql`select to_regclass('queue_pauses') as name`.catch((cause) => {
    const mend = 'check that it runs, and that user, password and rights are right'
    throw new CommandError(`the database is not usable (${messageOf(cause)}): ${mend}`, { cause })
  })
  if (row?.name === null) {
    throw new CommandError('the database is not of this release: start the server once')
  }
}

async function openBox(amqpUrl: string): Promise<DeadLetterBox> {
  return openDeadLetterBox(amqpUrl).catch((cause) => {
    throw new CommandError(`AMQP_URL: ${messageOf(cause)}`, { cause })
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
