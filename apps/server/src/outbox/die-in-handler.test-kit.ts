import { createInProcessBus } from '../adapters/message-bus/in-process-bus.ts'
import { connectDatabase } from '../db/client.ts'
import { createLogger } from '../logger.ts'
import { createOutboxRelay } from './relay-outbox.ts'

// A server without its HTTP that handles whatever is due, and ends. The first event that was appended
// ends it at once; the others take a moment, so that they are in hand then.

const [databaseUrl = ''] = process.argv.slice(2)
const database = connectDatabase(databaseUrl, { max: 2 })
const bus = createInProcessBus()
bus.subscribe('test', async ({ payload }) => {
  if ('version' in payload && payload.version === 0) process.kill(process.pid, 'SIGKILL')
  await database.sql`select 1`
})
const relay = createOutboxRelay({ database, bus, log: createLogger('silent'), pollSeconds: 3_600 })
await relay.drain()
await relay.stop()
await database.close()
