import { z } from 'zod'
import { lineSchema } from './text.schemas.ts'
import { dateOverrideSchema, timeZoneSchema, weeklyHoursSchema } from './time.schemas.ts'

export const scheduleSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  weeklyHours: weeklyHoursSchema,
  dateOverrides: z.array(dateOverrideSchema),
  isDefault: z.boolean(),
  /** How many meeting types use it, by choice or as the default. */
  meetingTypeCount: z.number().int(),
})
export type Schedule = z.infer<typeof scheduleSchema>

const dateOverridesSchema = z
  .array(dateOverrideSchema)
  .max(400, 'At most 400 dates.')
  .refine((dates) => new Set(dates.map((entry) => entry.date)).size === dates.length, {
    message: 'Each date may be named once.',
  })

export const createScheduleSchema = z
  .object({
    name: lineSchema(60),
    timeZone: timeZoneSchema,
    weeklyHours: weeklyHoursSchema.strict(),
    dateOverrides: dateOverridesSchema.default([]),
  })
  .strict()
export type CreateScheduleInput = z.infer<typeof createScheduleSchema>

export const updateScheduleSchema = z
  .object({
    id: z.uuid(),
    name: lineSchema(60).optional(),
    timeZone: timeZoneSchema.optional(),
    weeklyHours: weeklyHoursSchema.strict().optional(),
    dateOverrides: dateOverridesSchema.optional(),
    isDefault: z.literal(true).optional(),
  })
  .strict()
export type UpdateScheduleInput = z.infer<typeof updateScheduleSchema>
