import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  onTestFinished,
  test,
  vi,
} from 'vitest'
import { createRedisStore } from '../../adapters/key-value-store/redis-store.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost, createTestMeetingType } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase } from '../../db/test-database.ts'
import { createLogger } from '../../logger.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createStoreAsker } from './ask-store.ts'
import type { BookingGuards } from './booking-guards.ts'
import { settle } from './bookings.test-kit.ts'
import {
  barrier,
  bookAs,
  bookingDeps,
  localStore,
  noGuards,
  openWithoutConstraint,
} from './layers.test-kit.ts'
import { createSlotLock } from './lock-slot.ts'

// What stands in front of the constraint, with the constraint taken away. What holds alone is shown to
// hold; what does not is shown to fail, so that nobody leans on it.

vi.setConfig({ testTimeout: 60_000 })

const GUESTS = 30
let world: Awaited<ReturnType<typeof openWithoutConstraint>>
let meetingTypeId: string

beforeAll(async () => {
  world = await openWithoutConstraint()
})
beforeEach(async () => {
  const { hostId } = await createTestHost(world.database)
  meetingTypeId = await createTestMeetingType(world.database, hostId)
})
afterAll(() => world.close())

const quiet = createLogger('error', { write: () => {} })

async function openRedis(url = inject('redisUrl')): Promise<KeyValueStore> {
  const store = await createRedisStore(url, quiet)
  onTestFinished(() => store.close())
  return store
}

const wanted = '2027-03-01T09:00:00Z'
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

const countBookings = async (database: Database = world.database, id = meetingTypeId) => {
  const [row] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from bookings where meeting_type_id = ${id}`
  return row?.count ?? 0
}

/** A patient lock, as two instances have it: each has turns of its own and asks the store itself. */
const instances = (store: KeyValueStore): BookingGuards[] =>
  [1, 2].map(() => ({
    ...noGuards,
    lockSlot: createSlotLock({ store, ask: createStoreAsker(), waitMs: 30_000, leaseMs: 30_000 }),
  }))

const race = (guards: BookingGuards[], afterLoad?: () => Promise<void>) => {
  const deps = guards.map((each) => bookingDeps(world.database, each, afterLoad))
  return settle(
    numbers(GUESTS).flatMap((n) => {
      const instance = deps[n % deps.length]
      return instance === undefined ? [] : [bookAs(instance, meetingTypeId, n)]
    }),
  )
}

describe('the verdict alone', () => {
  test('holds against one guest after the other', async () => {
    const deps = bookingDeps(world.database, noGuards)
    await bookAs(deps, meetingTypeId, 1)
    const { refusals } = await settle([bookAs(deps, meetingTypeId, 2)])
    expect(refusals).toEqual({ SLOT_UNAVAILABLE: 1 })
  })

  test('does not hold under a race: everybody saw the slot free', async () => {
    const { answers } = await race([noGuards], barrier(GUESTS))
    expect(answers).toHaveLength(GUESTS)
  })
})

describe('the lock and the verdict', () => {
  test.each(['in the process', 'in Redis'])(
    'hold under a race while the store is up, %s',
    async (where) => {
      const store = where === 'in Redis' ? await openRedis() : localStore()
      const { answers, refusals } = await race(instances(store))
      expect(answers).toHaveLength(1)
      expect(refusals).toEqual({ SLOT_UNAVAILABLE: GUESTS - 1 })
      expect(await countBookings()).toBe(1)
    },
  )

  test('do not hold for slots that only overlap', async () => {
    await world.database.sql`update meeting_types set step_minutes = 15 where id = ${meetingTypeId}`
    const [guards = noGuards] = instances(localStore())
    const deps = bookingDeps(world.database, guards, barrier(2))
    await Promise.all([
      bookAs(deps, meetingTypeId, 1),
      bookAs(deps, meetingTypeId, 2, '2027-03-01T09:15:00Z'),
    ])
    expect(await countBookings()).toBe(2)
  })

  test('do not hold when the store is away', async () => {
    const store = await openRedis('redis://127.0.0.1:1')
    // One of each instance at a time: turns within a process need no store.
    await race(instances(store), barrier(2))
    expect(await countBookings()).toBe(2)
  })

  test('do not hold for guests who waited long enough', async () => {
    const lockSlot = createSlotLock({ store: localStore(), ask: createStoreAsker(), waitMs: 1 })
    await race([{ ...noGuards, lockSlot }], barrier(GUESTS))
    expect(await countBookings()).toBe(GUESTS)
  })
})

describe('a server that stands still for longer than its lease', () => {
  test.each([
    ['the lock and the verdict do not hold', false, 2, 'booked'],
    ['the constraint does', true, 1, 'SLOT_UNAVAILABLE'],
  ])('%s', async (_, hasConstraint, bookings, outcome) => {
    const whole = hasConstraint ? await createTestDatabase() : null
    const databaseUrl = whole?.url ?? world.databaseUrl
    const database = connectDatabase(databaseUrl, { max: 3 })
    onTestFinished(async () => {
      await database.close()
      await whole?.drop()
    })
    const host = await createTestHost(database)
    const id = await createTestMeetingType(database, host.hostId)
    const program = fileURLToPath(new URL('./book-paused.test-kit.ts', import.meta.url))
    const args = [program, databaseUrl, inject('redisUrl'), id, '200']
    const frozen = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    onTestFinished(() => void frozen.kill('SIGKILL'))
    const lines = createInterface(frozen.stdout)
    const nextLine = async () => (await once(lines, 'line'))[0]

    expect(await nextLine()).toBe('free')
    frozen.kill('SIGSTOP')
    frozen.stdin.write('go on\n')
    const store = await openRedis()
    await expect.poll(() => store.get(`lock:slot:${host.hostId}:${Date.parse(wanted)}`)).toBeNull()
    const lockSlot = createSlotLock({ store, ask: createStoreAsker() })
    await bookAs(bookingDeps(database, { ...noGuards, lockSlot }), id, 2)

    frozen.kill('SIGCONT')
    expect(await nextLine()).toBe(outcome)
    expect(await countBookings(database, id)).toBe(bookings)
  })
})
