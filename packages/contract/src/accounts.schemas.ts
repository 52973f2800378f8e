import { z } from 'zod'
import { weekStartSchema } from './hosts.schemas.ts'
import { emailSchema, lineSchema } from './text.schemas.ts'
import { timeFormatSchema, timeZoneSchema } from './time.schemas.ts'

const byteLength = (text: string) => new TextEncoder().encode(text).length

/** A password to set. Any characters; the server also refuses the commonest ones. */
export const passwordSchema = z
  .string()
  .min(8, 'At least 8 characters.')
  .max(128, { error: 'At most 128 characters.', abort: true })
  .refine((text) => byteLength(text) <= 128, 'At most 128 bytes; emoji and accents count more.')

/** A password to compare: any that could ever have been set, and a bound on the work. */
const givenPasswordSchema = z.string().min(1, 'Please fill this in.').max(1_000)

/** The token of a link that was sent by mail. What was mangled on the way is an unknown token. */
const linkTokenSchema = z
  .string()
  .max(200)
  .transform((text) => text.replace(/[^\w-]/g, ''))

export const signUpSchema = z
  .object({
    name: lineSchema(80),
    email: emailSchema,
    password: passwordSchema,
    timeZone: timeZoneSchema,
    /** Derived from the browser's language when absent. */
    timeFormat: timeFormatSchema.optional(),
    weekStart: weekStartSchema.optional(),
  })
  .strict()
export type SignUpInput = z.infer<typeof signUpSchema>

export const confirmSignUpSchema = z.object({ token: linkTokenSchema }).strict()

export const logInSchema = z.object({ email: emailSchema, password: givenPasswordSchema }).strict()

export const requestPasswordResetSchema = z.object({ email: emailSchema }).strict()

export const resetPasswordSchema = z
  .object({ token: linkTokenSchema, newPassword: passwordSchema })
  .strict()

export const changePasswordSchema = z
  .object({ currentPassword: givenPasswordSchema, newPassword: passwordSchema })
  .strict()

/** Who is logged in, or null. */
export const sessionSchema = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    expiresAt: z.string(),
  })
  .nullable()
export type Session = z.infer<typeof sessionSchema>
