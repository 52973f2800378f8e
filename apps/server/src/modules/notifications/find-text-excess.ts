import { createHash } from 'node:crypto'
import type { KeyValueStore, RateLimit } from '../../ports/key-value-store.ts'

const HOUR = 60 * 60
/** Text messages to one number, whoever sends them. */
const numberLimit: RateLimit = { burst: 10, count: 20, periodSeconds: HOUR }
/** Text messages in the name of one host: each costs whoever runs the server. */
const hostLimit: RateLimit = { burst: 100, count: 200, periodSeconds: HOUR }

/**
 * Counts a text message that is about to be sent, and says why it is too much, or null. While the store
 * is away nothing is: a reminder is worth more than a limit.
 */
export async function findTextExcess(
  { takeToken }: Pick<KeyValueStore, 'takeToken'>,
  { to, hostId }: { to: string; hostId: string },
): Promise<string | null> {
  const isTooMany = async (key: string, limit: RateLimit) => {
    const verdict = await takeToken(key, limit).catch(() => null)
    return verdict?.allowed === false
  }
  // The store may be looked into: it holds nobody's number.
  const number = createHash('sha256').update(to).digest('base64url')
  if (await isTooMany(`texts:number:${number}`, numberLimit)) return 'too many texts to this number'
  return (await isTooMany(`texts:host:${hostId}`, hostLimit)) ? 'too many texts of this host' : null
}
