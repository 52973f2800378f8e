import type { Profile, SignUpInput } from '@rendez/contract'
import type { Transaction } from '../../db/client.ts'
import { createDefaultSchedule } from '../availability/schedules.module.ts'
import { createHost, guessPreferences } from '../hosts/hosts.module.ts'
import { insertUser, type NewUser, type UserRow } from './accounts.repository.ts'

export type AccountToCreate = NewUser & Pick<Profile, 'timeZone' | 'timeFormat' | 'weekStart'>

/** What a sign-up asks for, with its password hashed and its gaps filled. */
export function describeAccount(
  { name, email, timeZone, timeFormat, weekStart }: Omit<SignUpInput, 'password'>,
  how: { passwordHash: string; emailVerified: boolean; acceptLanguage: string | null },
): AccountToCreate {
  const { passwordHash, emailVerified, acceptLanguage } = how
  const guessed = guessPreferences(acceptLanguage)
  return {
    name,
    email: email.toLowerCase(),
    emailVerified,
    passwordHash,
    timeZone,
    timeFormat: timeFormat ?? guessed.timeFormat,
    weekStart: weekStart ?? guessed.weekStart,
  }
}

/**
 * An account, its host and the host's first schedule: all of them or, when the address is taken,
 * none and undefined.
 */
export async function createAccount(
  tx: Transaction,
  { timeZone, timeFormat, weekStart, ...newUser }: AccountToCreate,
): Promise<UserRow | undefined> {
  const user = await insertUser(tx, newUser)
  if (user === undefined) return undefined
  const { id, name, email } = user
  await createHost(tx, { id, name, email, timeZone, timeFormat, weekStart })
  await createDefaultSchedule(tx, { id, timeZone })
  return user
}
