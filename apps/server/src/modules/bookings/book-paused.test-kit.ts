import { once } from 'node:events'
import { DomainError } from '@rendez/contract'
import { createRedisStore } from '../../adapters/key-value-store/redis-store.ts'
import { connectDatabase } from '../../db/client.ts'
import { createLogger } from '../../logger.ts'
import { createStoreAsker } from './ask-store.ts'
import { bookAs, bookingDeps, noGuards } from './layers.test-kit.ts'
import { createSlotLock } from './lock-slot.ts'

// A server without its HTTP that takes the host's lock, sees the slot free, says so, and waits for a line
// before it writes: time to stop it as a machine that is frozen. Its last line is the outcome.

const [databaseUrl = '', redisUrl = '', meetingTypeId = '', leaseMs = ''] = process.argv.slice(2)
const database = connectDatabase(databaseUrl, { max: 2 })
const store = await createRedisStore(redisUrl, createLogger('error', { write: () => {} }))
const lockSlot = createSlotLock({ store, ask: createStoreAsker(), leaseMs: Number(leaseMs) })
let isPaused = false
const deps = bookingDeps(database, { ...noGuards, lockSlot }, async () => {
  if (isPaused) return
  isPaused = true
  process.stdout.write('free\n')
  await once(process.stdin, 'data')
})
const outcome = await bookAs(deps, meetingTypeId, 1).then(
  () => 'booked',
  (error) => (error instanceof DomainError ? error.code : String(error)),
)
process.stdout.write(`${outcome}\n`)
await database.close()
await store.close()
process.stdin.destroy()
