import type { ListSlotsInput } from '@rendez/contract'
import type { KeyValueStore } from '../../../ports/key-value-store.ts'
import type { SchedulingSource } from '../load-scheduling-inputs.ts'
import { cacheKeys, type Days } from './cache-keys.ts'
import { computeSlots } from './compute-slots.ts'
import type { Generation, HostGenerations } from './host-generations.ts'
import { createMeetingTypeHosts } from './meeting-type-hosts.ts'
import { createSharedSlots } from './shared-slots.ts'
import { createSharedWork } from './shared-work.ts'
import { createSizedMap } from './sized-map.ts'
import { isValidAt, openSlotEntry, type SlotEntry, type SlotView } from './slot-entry.ts'

/** What came of a look into the cache; `away`: there was none to look into. */
export type CacheLookup = 'hit' | 'miss' | 'away'

export type SlotCache = {
  /**
   * The slots that start in `[from, to)`, the same that would be computed now.
   *
   * @throws DomainError NOT_FOUND, or MEETING_TYPE_INACTIVE.
   */
  read(input: Pick<ListSlotsInput, 'meetingTypeId' | 'from' | 'to'>): Promise<SlotView>
  /**
   * The generation of whoever offers a meeting type; null when nobody knows.
   *
   * @throws DomainError NOT_FOUND
   */
  readGeneration(meetingTypeId: string): Promise<Generation | null>
}

type SlotCacheDeps = SchedulingSource & {
  /** null: everything is computed. */
  generations: HostGenerations | null
  /** Where other instances find what this one has computed; null when there are none. */
  sharedStore: KeyValueStore | null
  onLookup(result: CacheLookup): void
  onCalculated(seconds: number): void
}

type Query = { meetingTypeId: string; days: Days }

const DAY = 86_400_000
const MOST_BYTES = 64 * 1024 * 1024

/** The slots of whole days of UTC, so that visitors of all zones find the same entries. */
export function createSlotCache(deps: SlotCacheDeps): SlotCache {
  const { clock, database, generations, sharedStore, onLookup } = deps
  const entries = createSizedMap<SlotEntry>(MOST_BYTES)
  const sharedSlots = createSharedSlots(sharedStore, clock)
  const sharedWork = createSharedWork<SlotEntry>()
  const hostOf = createMeetingTypeHosts(database)

  const compute = async ({ meetingTypeId, days }: Query, position?: string) =>
    openSlotEntry(await computeSlots(deps, meetingTypeId, days, position))

  const findOrCompute = async (key: string, query: Query, position: string) => {
    const found = await sharedSlots.find(key)
    onLookup(found === null ? 'miss' : 'hit')
    const entry = found ?? (await compute(query, position))
    entries.set(key, entry)
    if (found === null) sharedSlots.keep(key, entry)
    return entry
  }
  const readGeneration = async (meetingTypeId: string) => {
    if (generations === null) return null
    const hostId = await hostOf(meetingTypeId)
    const generation = await generations.read(hostId)
    return generation === null ? null : { ...generation, hostId }
  }
  const readEntry = async (query: Query) => {
    // Before the database is read: what is computed is never older than its name.
    const generation = await readGeneration(query.meetingTypeId)
    if (generation === null) {
      if (generations !== null) onLookup('away')
      const key = `${query.meetingTypeId} ${query.days.first}-${query.days.end}`
      return sharedWork.joinNext(key, () => compute(query))
    }
    const key = cacheKeys.slots(generation, query.meetingTypeId, query.days)
    const known = entries.get(key)
    if (known === undefined || !isValidAt(known, clock.now())) {
      return sharedWork.join(key, () => findOrCompute(key, query, generation.position))
    }
    onLookup('hit')
    return known
  }

  return {
    readGeneration,
    read: async ({ meetingTypeId, from, to }) => {
      const range = { from: Date.parse(from), to: Date.parse(to) }
      const days = { first: Math.floor(range.from / DAY), end: Math.ceil(range.to / DAY) }
      const entry = await readEntry({ meetingTypeId, days })
      return entry.view({ ...range, now: clock.now() })
    },
  }
}
