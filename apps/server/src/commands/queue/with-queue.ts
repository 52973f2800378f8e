import { BrokerRefusal } from '../../adapters/message-bus/connect-to-broker.ts'
import { type DeadLetterBox, openDeadLetterBox } from '../../adapters/message-bus/dead-letters.ts'
import { readConfig } from '../../config.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { CommandError } from '../command-error.ts'
import { withDatabaseUrl } from '../with-database.ts'

/** The broker could not be asked, or not to the end; one line says why. */
export type BrokerProblem = { problem: string }

export type Queue = {
  sql: Database['sql']
  /**
   * What the broker says; null when events are not carried by one. One that is away is no error: the
   * outbox is to be seen and mended above all then.
   */
  askBroker<Answer>(
    ask: (box: DeadLetterBox) => Promise<Answer>,
  ): Promise<Answer | BrokerProblem | null>
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
    return await work({
      sql: database.sql,
      askBroker: async (ask) => (amqpUrl === null ? null : await askBox(amqpUrl, ask)),
    })
  })
}

async function assertMigrated(sql: Database['sql']): Promise<void> {
  const [row] = await sql`select to_regclass('queue_pauses') as name`
  if (row?.name === null) {
    throw new CommandError('the database is not of this release: run rendez db migrate')
  }
}

async function askBox<Answer>(
  amqpUrl: string,
  ask: (box: DeadLetterBox) => Promise<Answer>,
): Promise<Answer | BrokerProblem> {
  try {
    await using resources = new AsyncDisposableStack()
    const box = await openDeadLetterBox(amqpUrl)
    resources.defer(() => box.close())
    return await ask(box)
  } catch (error) {
    if (!(error instanceof BrokerRefusal)) throw error
    return { problem: `AMQP_URL: ${error.message}` }
  }
}
