import type { SignUpInput } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { findUserByEmail } from './accounts.repository.ts'
import { createAccount, describeAccount } from './create-account.ts'

/** The account of an address, made as described when there is none yet; else as it is. */
export async function ensureAccount(
  { drizzle }: Database,
  hashPassword: (password: string) => Promise<string>,
  input: SignUpInput,
): Promise<{ userId: string; created: boolean }> {
  const passwordHash = await hashPassword(input.password)
  const how = { passwordHash, emailVerified: true, acceptLanguage: null }
  const account = describeAccount(input, how)
  const user = await drizzle.transaction((tx) => createAccount(tx, account))
  if (user !== undefined) return { userId: user.id, created: true }
  const existing = await findUserByEmail(drizzle, account.email)
  if (existing === undefined) throw new Error('the account was deleted while it was looked up')
  return { userId: existing.id, created: false }
}
