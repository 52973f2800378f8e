import { z } from 'zod'
import { holdTokenSchema } from './holds.schemas.ts'
import { locationSchema, publicHostSchema } from './meeting-types.schemas.ts'
import { emailSchema, lineSchema, phoneSchema, searchSchema, textSchema } from './text.schemas.ts'
import {
  instantAnswerSchema,
  instantSchema,
  timeFormatSchema,
  timeZoneSchema,
} from './time.schemas.ts'

export const bookingStatusSchema = z.enum(['confirmed', 'cancelled'])
export type BookingStatus = z.infer<typeof bookingStatusSchema>
export const actorSchema = z.enum(['invitee', 'host'])
export type Actor = z.infer<typeof actorSchema>

/** A booking as its invitee and its host see it. */
export const bookingSchema = z.object({
  id: z.string(),
  status: bookingStatusSchema,
  startTime: instantAnswerSchema,
  endTime: instantAnswerSchema,
  version: z
    .number()
    .int()
    .describe('Rises with every change; send it back to be told of a change in between.'),
  host: publicHostSchema,
  meetingType: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    durationMinutes: z.number(),
    color: z.string(),
  }),
  location: locationSchema,
  inviteeName: z.string(),
  inviteeEmail: z.string(),
  inviteeTimeZone: z.string(),
  inviteePhone: z.string().nullable().describe('E.164; null when the guest gave none.'),
  notes: z.string(),
  cancellation: z.object({ by: actorSchema, reason: z.string() }).nullable(),
  changeable: z
    .boolean()
    .describe('Confirmed and not yet begun: it can be rescheduled or cancelled.'),
  createdAt: instantAnswerSchema,
})
export type Booking = z.infer<typeof bookingSchema>

export const createBookingSchema = z
  .object({
    meetingTypeId: z.uuid(),
    startTime: instantSchema.describe('The start of a slot, as the list of slots gives it.'),
    inviteeName: lineSchema(100),
    inviteeEmail: emailSchema,
    inviteeTimeZone: timeZoneSchema.describe('Mail tells the time in this zone too.'),
    inviteeTimeFormat: timeFormatSchema
      .optional()
      .describe('How messages to the invitee write times; `24h` when it is not said.'),
    inviteePhone: phoneSchema
      .nullable()
      .optional()
      .describe('A mobile number for text messages; kept where the meeting type sends them.'),
    notes: textSchema(2000).default(''),
    holdToken: holdTokenSchema
      .optional()
      .describe('Of a hold of yours: the booking takes its place. One that is over does not help.'),
  })
  .strict()
export type CreateBookingInput = z.infer<typeof createBookingSchema>

/** The answer to a creation. The token is shown this once and stored only as a hash. */
export const createdBookingSchema = bookingSchema.extend({
  manageToken: z.string().describe('Send it as `X-Manage-Token`. It is not stored: keep it.'),
  manageUrl: z.string().describe('The page where the invitee can move or cancel the booking.'),
})
export type CreatedBooking = z.infer<typeof createdBookingSchema>

export const bookingIdSchema = z.object({ id: z.uuid() })

export const rescheduleBookingSchema = z
  .object({
    id: z.uuid(),
    startTime: instantSchema,
    inviteeTimeZone: timeZoneSchema.optional(),
    inviteeTimeFormat: timeFormatSchema.optional(),
    version: z
      .int()
      .optional()
      .describe('The version you saw; if the booking changed since, nothing happens.'),
  })
  .strict()
export type RescheduleBookingInput = z.infer<typeof rescheduleBookingSchema>

export const cancelBookingSchema = z
  .object({ id: z.uuid(), reason: textSchema(500).default('') })
  .strict()
export type CancelBookingInput = z.infer<typeof cancelBookingSchema>

export const listBookingsSchema = z
  .object({
    show: z.enum(['upcoming', 'past', 'cancelled']).default('upcoming'),
    /** Matches the invitee's name or address and the meeting type's name. */
    search: searchSchema.default(''),
    cursor: z
      .string()
      .max(200)
      .regex(/^[\w.~=:-]*$/)
      .optional(),
    limit: z.int().min(1).max(100).default(50),
  })
  .strict()
export type ListBookingsInput = z.infer<typeof listBookingsSchema>

export const bookingListSchema = z.object({
  bookings: z.array(bookingSchema),
  nextCursor: z.string().nullable(),
})
export type BookingList = z.infer<typeof bookingListSchema>
