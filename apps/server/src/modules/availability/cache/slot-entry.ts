import { createHash } from 'node:crypto'
import { z } from 'zod'
import { presentSlot } from '../present-slot.ts'

/** The starts of some days as they were computed, and how long that holds. Milliseconds. */
const computedSlotsSchema = z.object({
  starts: z.array(z.number()),
  durationMinutes: z.number(),
  minimumNoticeMs: z.number(),
  computedAt: z.number(),
  /** From here on time alone may have changed the answer, in more than what it takes off the front. */
  validUntil: z.number(),
})
export type ComputedSlots = z.output<typeof computedSlotsSchema>

/** A part of an entry, ready to leave. */
export type SlotView = {
  starts: number[]
  durationMinutes: number
  /** The slots as JSON, separated by commas. */
  text: string
  /** The same for the same text. */
  tag: string
}

export type SlotEntry = ComputedSlots & {
  /** About how many bytes it takes. */
  size: number
  /** The slots that start in `[from, to)` and are still far enough from `now`. */
  view(range: { from: number; to: number; now: number }): SlotView
}

const MOST_VIEWS = 8
const BYTES_A_START = 24

/** Prepares what was computed for being handed out again and again. */
export function openSlotEntry(computed: ComputedSlots): SlotEntry {
  const { starts, durationMinutes, minimumNoticeMs } = computed
  const items = starts.map((start) => JSON.stringify(presentSlot(start, durationMinutes)))
  const text = items.join(',')
  const offsets = offsetsOf(items)
  const views = new Map<string, SlotView>()
  const cut = (first: number, end: number): SlotView => {
    const part = text.slice(offsets[first], Math.max(0, (offsets[end] ?? 0) - 1))
    const tag = createHash('sha1').update(part).digest('base64url')
    return { starts: starts.slice(first, end), durationMinutes, text: part, tag }
  }
  return {
    ...computed,
    size: text.length + starts.length * BYTES_A_START,
    view: ({ from, to, now }) => {
      const first = indexOfStart(starts, Math.max(from, now + minimumNoticeMs))
      const end = Math.max(first, indexOfStart(starts, to))
      const name = `${first}-${end}`
      const known = views.get(name)
      if (known !== undefined) return known
      const view = cut(first, end)
      if (views.size >= MOST_VIEWS) views.clear()
      views.set(name, view)
      return view
    },
  }
}

/** Whether an entry says at `now` what would be computed then. */
export function isValidAt({ computedAt, validUntil }: ComputedSlots, now: number): boolean {
  // A clock that is behind that of whoever computed it would still offer what was cut off.
  return computedAt <= now && now < validUntil
}

export function writeSlotEntry(entry: ComputedSlots): string {
  const { starts, durationMinutes, minimumNoticeMs, computedAt, validUntil } = entry
  return JSON.stringify({ starts, durationMinutes, minimumNoticeMs, computedAt, validUntil })
}

/** null when it is none: others may write into the store. */
export function readSlotEntry(text: string): ComputedSlots | null {
  try {
    return computedSlotsSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Where each item begins in the text, and where one more would. */
function offsetsOf(items: string[]): number[] {
  let offset = 0
  const offsets = [0]
  for (const { length } of items) {
    offset += length + 1
    offsets.push(offset)
  }
  return offsets
}

/** The index of the first start at or after an instant. */
function indexOfStart(starts: number[], instant: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) < instant) low = middle + 1
    else high = middle
  }
  return low
}
