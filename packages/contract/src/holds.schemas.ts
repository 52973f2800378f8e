import { z } from 'zod'
import { instantAnswerSchema, instantSchema } from './time.schemas.ts'

/** The secret of a hold, as its creation answered it. One that is wrong or over merely does not help. */
export const holdTokenSchema = z.string().min(1).max(200)

export const createHoldSchema = z
  .object({
    meetingTypeId: z.uuid(),
    startTime: instantSchema.describe('The start of a slot, as the list of slots gives it.'),
    holdToken: holdTokenSchema
      .optional()
      .describe('Of an earlier hold of yours: it ends with this.'),
  })
  .strict()
export type CreateHoldInput = z.infer<typeof createHoldSchema>

/** The answer to a hold. The token is shown this once and stored only as a hash. */
export const createdHoldSchema = z.object({
  id: z.string(),
  holdToken: z
    .string()
    .describe('Send it as `holdToken` to book the slot, as `X-Hold-Token` to let it go.'),
  startTime: instantAnswerSchema,
  endTime: instantAnswerSchema,
  expiresAt: instantAnswerSchema.describe("By the server's clock; then others may book the time."),
  lastsSeconds: z.number().int().describe('How long a hold lasts: no clock of yours is needed.'),
})
export type CreatedHold = z.infer<typeof createdHoldSchema>

export const holdIdSchema = z.object({ id: z.uuid() }).strict()
