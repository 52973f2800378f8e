import { createHash, randomUUID } from 'node:crypto'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { eq, inArray, lt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/client.ts'
import { credentials, sessions, users, verifications } from '../../db/schema.ts'

export type UserRow = typeof users.$inferSelect

/** The tables under the names that better-auth's options give them. */
export function accountsAdapter({ drizzle }: Pick<Database, 'drizzle'>) {
  const schema = { users, sessions, credentials, verifications }
  return drizzleAdapter(drizzle, { provider: 'pg', schema, transaction: true })
}

/** @param email in lower case, as it is stored */
export async function findUserByEmail(
  executor: Pick<Transaction, 'select'>,
  email: string,
): Promise<UserRow | undefined> {
  const [row] = await executor.select().from(users).where(eq(users.email, email))
  return row
}

export type NewUser = Pick<UserRow, 'name' | 'email' | 'emailVerified'> & { passwordHash: string }

/** An account with its password; undefined, and nothing is written, when the address is taken. */
export async function insertUser(
  tx: Transaction,
  { passwordHash, ...user }: NewUser,
): Promise<UserRow | undefined> {
  const [row] = await tx
    .insert(users)
    .values({ id: randomUUID(), ...user })
    .onConflictDoNothing({ target: users.email })
    .returning()
  if (row === undefined) return undefined
  await tx.insert(credentials).values({
    id: randomUUID(),
    userId: row.id,
    accountId: row.id,
    providerId: 'credential',
    password: passwordHash,
  })
  return row
}

/** What is stored of the token of a link: its SHA-256, so that a copy of the table opens nothing. */
export function hashIdentifier(identifier: string): string {
  return createHash('sha256').update(identifier).digest('base64url')
}

/** Remembers what the holder of `identifier` may do, until `expiresAt`, and forgets what has expired. */
export async function insertVerification(
  tx: Transaction,
  { identifier, value, expiresAt }: { identifier: string; value: string; expiresAt: Date },
): Promise<void> {
  // Rows that somebody else is deleting are left to them: waiting for each other could deadlock.
  const expired = tx
    .select({ id: verifications.id })
    .from(verifications)
    .where(lt(verifications.expiresAt, sql`now()`))
    .limit(100)
    .for('update', { skipLocked: true })
  await tx.delete(verifications).where(inArray(verifications.id, expired))
  await tx
    .insert(verifications)
    .values({ id: randomUUID(), identifier: hashIdentifier(identifier), value, expiresAt })
}

/** Links to reset a password carry the account's id as their value. */
export async function deletePasswordResets(
  { drizzle }: Pick<Database, 'drizzle'>,
  userId: string,
): Promise<void> {
  await drizzle.delete(verifications).where(eq(verifications.value, userId))
}
