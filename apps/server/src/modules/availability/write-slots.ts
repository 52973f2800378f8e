import type { ListSlotsInput } from '@rendez/contract'
import type { SlotCache } from './cache/slot-cache.ts'

/** An answer ready to leave; the tag changes with the text. */
export type WrittenSlots = { body: string; tag: string }

/** What `listSlots` answers, as the JSON that it is kept as. */
export async function writeSlots(cache: SlotCache, input: ListSlotsInput): Promise<WrittenSlots> {
  const { text, tag } = await cache.read(input)
  return { body: `{"slots":[${text}],"timeZone":${JSON.stringify(input.timeZone)}}`, tag }
}
