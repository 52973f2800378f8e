import type { MeetingTypesService, Slot } from '@rendez/contract'
import { generateSlots } from '@rendez/core'
import { createRedisStore } from '../../../adapters/key-value-store/redis-store.ts'
import type { Database } from '../../../db/client.ts'
import type { Replica } from '../../../db/replica.ts'
import { createLogger } from '../../../logger.ts'
import type { Clock } from '../../../ports/clock.ts'
import { type BookingsModule, createBookingsModule } from '../../bookings/bookings.module.ts'
import { createMeetingTypesModule } from '../../meeting-types/meeting-types.module.ts'
import { type AvailabilityModule, createAvailabilityModule } from '../availability.module.ts'
import { presentSlot } from '../present-slot.ts'
import type { CacheLookup } from './slot-cache.ts'

export type Instance = AvailabilityModule & {
  bookings: BookingsModule
  meetingTypes: MeetingTypesService
  lookups: Record<CacheLookup, number>
  /** What it answers, as a page and as a program are answered. */
  list(meetingTypeId: string, range: SlotRange): Promise<Slot[]>
  stop(): Promise<void>
}

export type SlotRange = { from: string; to: string }

type Shared = { database: Database; clock: Clock; redisUrl: string; replica?: Replica }

const silent = createLogger('silent')

/** One of several servers on the same database and Redis, without its HTTP. */
export async function startInstance(shared: Shared): Promise<Instance> {
  const { database, clock, redisUrl, replica = null } = shared
  const store = await createRedisStore(redisUrl, silent)
  const lookups = { hit: 0, miss: 0, away: 0 }
  const module = createAvailabilityModule({
    database,
    clock,
    replica,
    cache: { store, isShared: true },
    onLookup: (result) => {
      lookups[result] += 1
    },
  })
  const deps = { ...module, database, clock }
  const bookings = createBookingsModule({
    ...deps,
    availability: module,
    store,
    secret: 'a secret of the tests, long enough to be one',
    publicUrl: 'http://localhost:3000',
    nudgeRelay: () => {},
  })
  const list = async (meetingTypeId: string, range: SlotRange) => {
    const input = { meetingTypeId, ...range, timeZone: 'UTC' }
    const { slots } = await module.availability.listSlots(input)
    return slots
  }
  const stop = async () => {
    module.close()
    await store.close()
  }
  const meetingTypes = createMeetingTypesModule(deps)
  return { ...module, bookings, meetingTypes, lookups, list, stop }
}

/** What the engine says, of this moment and exactly this range, with nothing in between. */
export async function computeAfresh(
  { loadSchedulingInputs }: AvailabilityModule,
  meetingTypeId: string,
  { from, to }: SlotRange,
): Promise<Slot[]> {
  const range = { start: Date.parse(from), end: Date.parse(to) }
  const { inputs } = await loadSchedulingInputs(meetingTypeId, range)
  const { durationMinutes } = inputs.rules
  return generateSlots(inputs, range).map((start) => presentSlot(start, durationMinutes))
}
