import type { AvailabilityService, ListSlotsInput, SchedulesService } from '@rendez/contract'
import type { Interval } from '@rendez/core'
import type { Database } from '../../db/client.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { MessageBus } from '../../ports/message-bus.ts'
import { createHostGenerations } from './cache/host-generations.ts'
import { type CacheLookup, createSlotCache } from './cache/slot-cache.ts'
import { readWalPosition } from './cache/wal-position.repository.ts'
import { checkSlot } from './check-slot.ts'
import { findNextSlot } from './find-next-slot.ts'
import { listSlots } from './list-slots.ts'
import { type LoadOffered, loadOfferedInputs } from './load-offered-inputs.ts'
import {
  type LoadedInputs,
  type LoadOptions,
  loadSchedulingInputs,
  type SchedulingSource,
} from './load-scheduling-inputs.ts'
import { createSchedulesService } from './schedules.module.ts'
import { type WrittenSlots, writeSlots } from './write-slots.ts'

export { cacheKeys } from './cache/cache-keys.ts'
export type { CacheLookup } from './cache/slot-cache.ts'
export type { LoadedInputs } from './load-scheduling-inputs.ts'
export { presentSlot } from './present-slot.ts'

/** Something that decides a host's slots, or a list of theirs, was changed and committed. Never throws. */
export type HostChanged = (hostId: string) => Promise<void>

/** Reads what belongs to a host from a replica that knows all they have changed, or the database. */
export type ReadForHost = <Result>(
  hostId: string,
  work: (source: Pick<Database, 'sql' | 'drizzle'>) => Promise<Result>,
) => Promise<Result>

export type AvailabilityDeps = SchedulingSource & {
  cache?: SlotCacheSettings | null
  /** Whether any instance reads a replica; when absent, whether this one does. */
  hasReplica?: boolean
  onLookup?: (result: CacheLookup) => void
  /** Seconds that the slots of a query took to compute. */
  onCalculated?: (seconds: number) => void
}

export type SlotCacheSettings = {
  store: KeyValueStore
  /** Whether other instances use the same store. */
  isShared: boolean
}

export type AvailabilityModule = {
  availability: AvailabilityService & {
    /** What `listSlots` answers, as JSON that is kept. */
    writeSlots(input: ListSlotsInput): Promise<WrittenSlots>
  }
  schedules: SchedulesService
  hostChanged: HostChanged
  readForHost: ReadForHost
  /** For whoever books, from the database itself: see load-scheduling-inputs.ts. */
  loadSchedulingInputs(
    meetingTypeId: string,
    range: Interval,
    options?: Pick<LoadOptions, 'exceptBookingId'>,
  ): Promise<LoadedInputs>
  register(bus: MessageBus): void
  close(): void
}

/** The name of this module's queue: never another one. */
export const availabilityConsumer = 'availability-cache'

export function createAvailabilityModule(deps: AvailabilityDeps): AvailabilityModule {
  const { database, clock, replica = null, onLookup = () => {}, onCalculated = () => {} } = deps
  const { hasReplica = replica !== null } = deps
  const settings = deps.cache ?? null
  const generations =
    settings &&
    createHostGenerations({
      store: settings.store,
      readPosition: () => readWalPosition(database, hasReplica),
    })
  const sharedStore = settings?.isShared === true ? settings.store : null
  const slots = createSlotCache({
    database,
    clock,
    replica,
    generations,
    sharedStore,
    onLookup,
    onCalculated,
  })

  const hostChanged: HostChanged = async (hostId) => generations?.bump(hostId)
  const readForHost: ReadForHost = async (hostId, work) => {
    const position = replica && (await generations?.read(hostId))?.position
    return (position && (await replica?.read(position, work))) || (await work(database))
  }
  const load: LoadOffered = async (meetingTypeId, range) => {
    const position = replica && (await slots.readGeneration(meetingTypeId))?.position
    return loadOfferedInputs(deps, meetingTypeId, range, position ? { position } : {})
  }
  return {
    availability: {
      listSlots: (input) => listSlots(slots, input),
      writeSlots: (input) => writeSlots(slots, input),
      checkSlot: (input) => checkSlot(load, input),
      findNextSlot: (input) => findNextSlot({ load, clock }, input),
    },
    schedules: createSchedulesService({ database, hostChanged, readForHost }),
    hostChanged,
    readForHost,
    loadSchedulingInputs: (...query) => loadSchedulingInputs(deps, ...query),
    // Whoever dies between the commit and the bump leaves an event in the outbox.
    register: (bus) =>
      bus.subscribe(availabilityConsumer, async (event) => {
        // A message that falls due changes nobody's time.
        if (!event.kind.startsWith('booking.') || !('hostId' in event.payload)) return
        await hostChanged(event.payload.hostId)
      }),
    close: () => generations?.close(),
  }
}
