import { isValidTimeZone, Temporal } from '@rendez/core'
import { z } from 'zod'

// Neither PostgreSQL's years nor the rules of zones reach as far as ISO 8601 does.
const outOfReach = { error: 'Please give a date from 1970 to 2199.', abort: true }
const isWithinReach = (date: string) => date >= '1970' && date < '2200'

/** An instant: ISO 8601 with `Z` or an offset; leaves as UTC with `Z`. */
export const instantSchema = z.iso
  .datetime({
    offset: true,
    // What two fields must be to each other is asked only of fields that are something.
    abort: true,
    error: 'Please give a date and time with its offset, such as 2027-03-01T09:00:00Z.',
  })
  .transform((text, ctx) => {
    try {
      return Temporal.Instant.from(text).toString()
    } catch {
      ctx.addIssue({ code: 'custom', message: 'This date does not exist.' })
      return z.NEVER
    }
  })
  .refine(isWithinReach, outOfReach)

export const dateSchema = z.iso
  .date({ error: 'Please give a date that exists, such as 2027-03-01.', abort: true })
  .refine(isWithinReach, outOfReach)

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isValidTimeZone, 'Please give a time zone by its IANA name, such as Europe/Paris.')

/** How somebody reads times of day: 3:00 PM or 15:00. */
export const timeFormatSchema = z.enum(['12h', '24h'])

const clock = /^([01]\d|2[0-3]):[0-5]\d$/
const clockPastMidnight = /^(([0-3]\d|4[0-7]):[0-5]\d|48:00)$/

/** Wall-clock hours. `end` runs to 48:00: 24:00 is midnight, 26:00 is 2:00 in the night after. */
export const timeRangeSchema = z
  .object({
    start: z.string().regex(clock, { error: 'Please give a time such as 09:00.', abort: true }),
    end: z
      .string()
      .regex(clockPastMidnight, { error: 'Please give a time such as 17:00.', abort: true }),
  })
  .refine(({ start, end }) => start < end, {
    message: 'The end must be after the start. Write 26:00 for 2:00 in the night after.',
    path: ['end'],
  })

const dayHoursSchema = z.array(timeRangeSchema).max(12, 'At most 12 intervals a day.')

export const weeklyHoursSchema = z.object({
  monday: dayHoursSchema,
  tuesday: dayHoursSchema,
  wednesday: dayHoursSchema,
  thursday: dayHoursSchema,
  friday: dayHoursSchema,
  saturday: dayHoursSchema,
  sunday: dayHoursSchema,
})

/** Other hours for one date; no ranges means unavailable. */
export const dateOverrideSchema = z.object({ date: dateSchema, ranges: dayHoursSchema })

/** An instant as it is answered: UTC, with `Z`. */
export const instantAnswerSchema = z.string().meta({ format: 'date-time' })

export const slotSchema = z.object({ startTime: instantAnswerSchema, endTime: instantAnswerSchema })
export type Slot = z.infer<typeof slotSchema>
