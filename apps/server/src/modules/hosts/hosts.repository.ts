import type { HostId } from '@rendez/contract'
import { and, eq, ne } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/client.ts'
import { hosts, users } from '../../db/schema.ts'

export type HostRow = typeof hosts.$inferSelect
export type NewHost = typeof hosts.$inferInsert
/** Absent and undefined columns stay as they are. */
export type HostChanges = {
  [Column in keyof Omit<HostRow, 'id' | 'createdAt'>]?: HostRow[Column] | undefined
}

/** A host with the address of their account. */
export type ProfileRow = {
  host: HostRow
  email: string
}

export async function findProfile(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
): Promise<ProfileRow | undefined> {
  const [row] = await drizzle
    .select({ host: hosts, email: users.email })
    .from(hosts)
    .innerJoin(users, eq(users.id, hosts.id))
    .where(eq(hosts.id, hostId))
  return row
}

export async function updateHost(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
  changes: HostChanges,
): Promise<void> {
  await drizzle.transaction(async (tx) => {
    await tx.update(hosts).set(changes).where(eq(hosts.id, hostId))
    // Account mails greet by the account's name.
    if (changes.displayName === undefined) return
    await tx.update(users).set({ name: changes.displayName }).where(eq(users.id, hostId))
  })
}

export async function isUsernameOfAnother(
  { drizzle }: Pick<Database, 'drizzle'>,
  hostId: HostId,
  username: string,
): Promise<boolean> {
  const found = await drizzle
    .select({ id: hosts.id })
    .from(hosts)
    .where(and(eq(hosts.username, username), ne(hosts.id, hostId)))
  return found.length > 0
}

/** False, and nothing is written, when the username is taken. */
export async function insertHost(tx: Transaction, host: NewHost): Promise<boolean> {
  const inserted = await tx
    .insert(hosts)
    .values(host)
    .onConflictDoNothing({ target: hosts.username })
    .returning({ id: hosts.id })
  return inserted.length > 0
}

/**
 * Makes writes that count over the host take turns until the transaction ends.
 * False when there is no such host.
 */
export async function lockHost(tx: Transaction, hostId: HostId): Promise<boolean> {
  const locked = await tx
    .select({ id: hosts.id })
    .from(hosts)
    .where(eq(hosts.id, hostId))
    .for('no key update')
  return locked.length > 0
}
