import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Database } from '../../db/client.ts'
import { redeliverUnbegun } from '../../outbox/outbox.repository.ts'
import type { OutboxKit } from '../../outbox/outbox.test-kit.ts'
import { createReceiver } from '../../outbox/receive-event.ts'
import { createOutboxRelay } from '../../outbox/relay-outbox.ts'
import type { EventHandler, ReceiveEvent } from '../../ports/message-bus.ts'
import { openRabbitmqBus } from './rabbitmq-bus.ts'

const log = pino({ level: 'silent' })

export type PipelineOptions = {
  url?: string
  wrap?: (receive: ReceiveEvent) => ReceiveEvent
  /** What the receiver asks. */
  database?: Pick<Database, 'sql'>
}

/** What a server has between its outbox and a handler. Ends with the test. */
export async function startTestPipeline(
  kit: OutboxKit,
  handler: EventHandler,
  options: PipelineOptions & { url: string; prefix: string },
) {
  const { url, prefix, wrap = (receive) => receive, database = { sql: kit.database.sql } } = options
  const delays = { delayAfter: () => 0.1 }
  const bus = await openRabbitmqBus({
    url,
    log,
    receive: wrap(createReceiver({ database, log, ...delays })),
    redeliver: (consumer) => redeliverUnbegun(database.sql, consumer),
    prefix,
    confirmMs: 2_000,
    answerMs: 5_000,
  })
  bus.subscribe('test', handler)
  const relay = createOutboxRelay({
    database: kit.database,
    bus,
    log,
    pollSeconds: 0.05,
    ...delays,
  })
  onTestFinished(async () => {
    await relay.stop()
    await bus.close()
  })
  return { bus, relay }
}
