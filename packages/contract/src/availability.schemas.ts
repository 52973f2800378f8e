import { z } from 'zod'
import { instantSchema, slotSchema, timeZoneSchema } from './time.schemas.ts'

const longestRangeMs = 366 * 24 * 60 * 60 * 1000

export const listSlotsSchema = z
  .object({
    meetingTypeId: z.uuid(),
    from: instantSchema.describe('The first instant at which a slot may start.'),
    to: instantSchema.describe('Slots start before this instant; at most 366 days after `from`.'),
    timeZone: timeZoneSchema
      .default('UTC')
      .describe('The zone you show times in; slots are instants and do not depend on it.'),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    message: 'The end must be after the start.',
    path: ['to'],
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= longestRangeMs, {
    message: 'Please ask for at most 366 days at once.',
    path: ['to'],
  })
export type ListSlotsInput = z.infer<typeof listSlotsSchema>

export const slotListSchema = z.object({ slots: z.array(slotSchema), timeZone: z.string() })
export type SlotList = z.infer<typeof slotListSchema>

export const checkSlotSchema = z.object({ meetingTypeId: z.uuid(), startTime: instantSchema })
export type CheckSlotInput = z.infer<typeof checkSlotSchema>

export const slotCheckSchema = z.object({
  available: z.boolean(),
  reasons: z.array(z.string()).describe('Every rule that speaks against it; empty when available.'),
})
export type SlotCheck = z.infer<typeof slotCheckSchema>

/** When the next free slot is, looking from an instant to the end of the booking window. */
export const nextSlotSchema = z.object({ meetingTypeId: z.uuid(), from: instantSchema })
export type NextSlotInput = z.infer<typeof nextSlotSchema>
export const nextSlotResultSchema = z.object({ slot: slotSchema.nullable() })
export type NextSlotResult = z.infer<typeof nextSlotResultSchema>
