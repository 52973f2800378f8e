import {
  bookingSchema,
  createBookingSchema,
  createdBookingSchema,
  createdHoldSchema,
  createHoldSchema,
  type ErrorBody,
  type ErrorCode,
  errorTable,
  meetingTypePageSchema,
  slotCheckSchema,
  slotListSchema,
  slotSchema,
} from '@rendez/contract'
import { z } from 'zod'
import type { JsonSchema } from './openapi-types.ts'
import { toJsonSchema } from './to-json-schema.ts'

const isErrorCode = (text: string): text is ErrorCode => text in errorTable

const errorSchema = z.object({
  code: z.enum(Object.keys(errorTable).filter(isErrorCode)),
  message: z.string().describe('A sentence for people.'),
  retryable: z.boolean().describe('The same request can succeed later.'),
  requestId: z.string().exactOptional().describe('Names this request in the logs of the server.'),
  fields: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .exactOptional()
    .describe('With VALIDATION_ERROR: what to mend.'),
  alternatives: z
    .array(slotSchema)
    .exactOptional()
    .describe('With SLOT_UNAVAILABLE: the nearest free slots.'),
  reasons: z
    .array(z.string())
    .exactOptional()
    .describe('With INVALID_TIME_SLOT: every rule that speaks against the start.'),
  retryAfterSeconds: z
    .number()
    .exactOptional()
    .describe(
      'With RATE_LIMITED and IDEMPOTENCY_IN_PROGRESS: when to send the same request again.',
    ),
}) satisfies z.ZodType<ErrorBody>

const components = {
  Error: [errorSchema, 'output'],
  Booking: [bookingSchema, 'output'],
  CreateBooking: [createBookingSchema, 'input'],
  CreatedBooking: [createdBookingSchema, 'output'],
  CreateHold: [createHoldSchema, 'input'],
  CreatedHold: [createdHoldSchema, 'output'],
  MeetingType: [meetingTypePageSchema, 'output'],
  SlotCheck: [slotCheckSchema, 'output'],
  SlotList: [slotListSchema, 'output'],
} as const

/** The schemas that stand in the document under a name. */
export function schemaComponents(): Record<string, JsonSchema> {
  const named = Object.entries(components).map(([name, [schema, io]]) => [
    name,
    toJsonSchema(schema, io),
  ])
  return Object.fromEntries(named)
}

/** A schema by its name, or itself when it has none. */
export function schemaReference(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const [name] = Object.entries(components).find(([, [known]]) => known === schema) ?? []
  return name === undefined ? toJsonSchema(schema, io) : referenceTo(name)
}

export const errorReference: JsonSchema = referenceTo('Error')

function referenceTo(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}
