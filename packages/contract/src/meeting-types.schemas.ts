import { z } from 'zod'
import { httpsUrlSchema, lineSchema, textSchema } from './text.schemas.ts'
import { dateSchema } from './time.schemas.ts'

export const slugSchema = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Please fill this in.')
      .max(60, 'At most 60 characters.')
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Only letters, digits and single hyphens.'),
  )

const windowDays = z.int().min(1, 'At least 1 day.').max(730, 'At most 730 days.')

/** How far ahead a meeting type can be booked, in dates of its schedule's zone. */
export const bookingWindowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rolling_days'), days: windowDays }),
  z.object({ kind: z.literal('working_days'), days: windowDays.max(260, 'At most 260 days.') }),
  z
    .object({ kind: z.literal('date_range'), startDate: dateSchema, endDate: dateSchema })
    .refine(({ startDate, endDate }) => startDate <= endDate, {
      message: 'The last date must not be before the first.',
      path: ['endDate'],
    }),
  z.object({ kind: z.literal('open') }),
])

export const locationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('phone'), phoneNumber: lineSchema(40) }),
  z.object({ kind: z.literal('in_person'), address: lineSchema(200) }),
  z.object({ kind: z.literal('link'), url: httpsUrlSchema }),
])
export type Location = z.infer<typeof locationSchema>

const colorSchema = z.string().regex(/^#[0-9a-f]{6}$/i, 'Please pick a colour such as #2b50d4.')
const minutes = (max: number) => z.int('Whole minutes, please.').min(0).max(max)

/** Minutes before the start, each once; answered with the longest first. */
export const reminderMinutesSchema = z
  .array(minutes(60 * 24 * 30).min(5, 'At least 5 minutes before.'))
  .max(5, 'At most 5 reminders.')
  .transform((all) => [...new Set(all)].sort((one, other) => other - one))

/** Whether guests are asked for a mobile number, to be reminded by SMS as well. */
export const smsUseSchema = z.enum(['off', 'optional', 'required'])
export type SmsUse = z.infer<typeof smsUseSchema>

const meetingTypeFields = {
  name: lineSchema(80),
  slug: slugSchema,
  description: textSchema(2000),
  durationMinutes: minutes(720).min(5, 'At least 5 minutes.'),
  /** Distance between starts; null: the duration. */
  stepMinutes: minutes(720).min(5, 'At least 5 minutes.').nullable(),
  bufferBeforeMinutes: minutes(240),
  bufferAfterMinutes: minutes(240),
  minimumNoticeMinutes: minutes(60 * 24 * 90),
  bookingWindow: bookingWindowSchema,
  maxBookingsPerDay: z.int().min(1).max(100).nullable(),
  location: locationSchema,
  color: colorSchema,
  active: z.boolean(),
  /** Not listed on the host's page; whoever has the link can book. */
  secret: z.boolean(),
  /** null: the host's default schedule. */
  scheduleId: z.uuid().nullable(),
  reminderMinutes: reminderMinutesSchema,
  /** The host gets the reminders too. */
  remindHost: z.boolean(),
  sms: smsUseSchema,
}

export const meetingTypeSchema = z.object({ id: z.string(), ...meetingTypeFields })
export type MeetingType = z.infer<typeof meetingTypeSchema>

export const createMeetingTypeSchema = z
  .object({
    ...meetingTypeFields,
    description: meetingTypeFields.description.default(''),
    stepMinutes: meetingTypeFields.stepMinutes.default(null),
    bufferBeforeMinutes: meetingTypeFields.bufferBeforeMinutes.default(0),
    bufferAfterMinutes: meetingTypeFields.bufferAfterMinutes.default(0),
    minimumNoticeMinutes: meetingTypeFields.minimumNoticeMinutes.default(240),
    bookingWindow: bookingWindowSchema.default({ kind: 'rolling_days', days: 60 }),
    maxBookingsPerDay: meetingTypeFields.maxBookingsPerDay.default(null),
    color: colorSchema.default('#2b50d4'),
    active: z.boolean().default(true),
    secret: z.boolean().default(false),
    scheduleId: meetingTypeFields.scheduleId.default(null),
    reminderMinutes: reminderMinutesSchema.default([1440, 60]),
    remindHost: z.boolean().default(false),
    sms: smsUseSchema.default('off'),
  })
  .strict()
export type CreateMeetingTypeInput = z.infer<typeof createMeetingTypeSchema>

export const updateMeetingTypeSchema = z
  .object(meetingTypeFields)
  .partial()
  .extend({ id: z.uuid() })
  .strict()
export type UpdateMeetingTypeInput = z.infer<typeof updateMeetingTypeSchema>

/** What a guest may know of a host. */
export const publicHostSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  bio: z.string(),
  timeZone: z.string(),
})
export type PublicHost = z.infer<typeof publicHostSchema>

/** What a guest may know of a meeting type before booking; the place itself comes afterwards. */
export const publicMeetingTypeSchema = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  durationMinutes: z.number(),
  locationKind: z.enum(['phone', 'in_person', 'link']),
  color: z.string(),
  sms: smsUseSchema.describe('Whether a booking takes, or needs, a mobile number.'),
})
export type PublicMeetingType = z.infer<typeof publicMeetingTypeSchema>

export const hostPageSchema = z.object({
  host: publicHostSchema,
  meetingTypes: z.array(publicMeetingTypeSchema),
})
export type HostPage = z.infer<typeof hostPageSchema>

export const meetingTypePageSchema = publicMeetingTypeSchema.extend({
  host: publicHostSchema,
  /** The zone of the schedule that offers the slots. */
  scheduleTimeZone: z.string(),
})
export type MeetingTypePage = z.infer<typeof meetingTypePageSchema>

// Loose on purpose: a link that cannot exist is simply not found.
const linkPartSchema = z
  .string()
  .max(100)
  .regex(/^[^\0]*$/, 'This link does not exist.')

export const hostPageQuerySchema = z.object({ username: linkPartSchema })
export const meetingTypePageQuerySchema = z.object({
  username: linkPartSchema,
  slug: linkPartSchema,
})
