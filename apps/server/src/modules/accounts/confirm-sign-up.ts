import { DomainError, timeFormatSchema, weekStartSchema } from '@rendez/contract'
import { z } from 'zod'
import type { Database } from '../../db/client.ts'
import type { UserRow } from './accounts.repository.ts'
import { createAccount } from './create-account.ts'

// As sign-up wrote it: a release in between may have changed what an account needs.
const accountSchema = z.object({
  name: z.string(),
  email: z.string(),
  emailVerified: z.literal(true),
  passwordHash: z.string(),
  timeZone: z.string(),
  timeFormat: timeFormatSchema,
  weekStart: weekStartSchema,
})

/**
 * Makes the account that a sign-up described.
 *
 * @param value what the link stood for; null when it is unknown, used or expired
 * @throws LINK_EXPIRED, also when the address has got an account meanwhile
 */
export async function confirmSignUp(database: Database, value: string | null): Promise<UserRow> {
  if (value === null) throw new DomainError('LINK_EXPIRED')
  const account = accountSchema.parse(JSON.parse(value))
  const user = await database.drizzle.transaction((tx) => createAccount(tx, account))
  if (user !== undefined) return user
  // Whoever holds the link reads the mail of this address, and may know.
  throw new DomainError('LINK_EXPIRED', {}, 'You already have an account. Please log in.')
}
