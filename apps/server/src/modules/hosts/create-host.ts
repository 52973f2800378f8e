import { randomInt } from 'node:crypto'
import type { Transaction } from '../../db/client.ts'
import { deriveUsernames } from './derive-username.ts'
import { insertHost, type NewHost } from './hosts.repository.ts'

export type HostToCreate = Pick<NewHost, 'id' | 'timeZone' | 'timeFormat' | 'weekStart'> & {
  name: string
  email: string
}

/** Gives an account its scheduling side in the account's transaction, with a free username. */
export async function createHost(tx: Transaction, account: HostToCreate): Promise<void> {
  const { name, email, id, timeZone, timeFormat, weekStart } = account
  const randomNumber = () => randomInt(10_000, 100_000)
  for (const username of deriveUsernames(name, email, randomNumber)) {
    const host = { id, username, displayName: name, timeZone, timeFormat, weekStart }
    if (await insertHost(tx, host)) return
  }
}
