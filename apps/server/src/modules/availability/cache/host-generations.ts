import { randomBytes } from 'node:crypto'
import { type KeyValueStore, StoreUnavailableError } from '../../../ports/key-value-store.ts'
import { cacheKeys } from './cache-keys.ts'
import { followOutages } from './store-outage.ts'

/** What was computed under a token is true until the host has another one. */
export type Generation = {
  token: string
  /** What a copy of the database must have replayed, to know everything that the token stands for. */
  position: string
}

export type HostGenerations = {
  /** null while the store is away, or was so recently that it may not know every change yet. */
  read(hostId: string): Promise<Generation | null>
  /**
   * Ends what is cached of a host. Called after the commit and before anybody is told of it. Never throws:
   * what the store cannot be told now it is told when it is back.
   */
  bump(hostId: string): Promise<void>
  close(): void
}

type GenerationsDeps = {
  store: KeyValueStore
  /** Where the database's log is now, as digits that sort like the positions do. */
  readPosition(): Promise<string>
  /** How long after an outage of the store nothing in it is believed; all pay their debts meanwhile. */
  settleMs?: number
}

/** No copy of the database is ever known to be here: the database itself must be read. */
export const unknownPosition = '9'.repeat(20)

const HOUR = 3_600_000
const newToken = () => randomBytes(12).toString('base64url')

/** The generations of hosts in the store that all instances share. */
export function createHostGenerations(deps: GenerationsDeps): HostGenerations {
  const { store, readPosition, settleMs = 1_000 } = deps
  const owed = new Set<string>()
  const payDebts = async () => {
    for (const hostId of owed) {
      // First: a change that comes while it is told must be told again.
      owed.delete(hostId)
      await tell(hostId).catch((error) => {
        owed.add(hostId)
        throw error
      })
    }
  }
  const outage = followOutages({ store, payDebts, settleMs })

  const keyOf = (hostId: string) => {
    const lifeId = store.lifeId()
    if (lifeId === null) throw new StoreUnavailableError('nobody knows which store this is')
    return cacheKeys.generation(lifeId, hostId)
  }
  const tell = async (hostId: string) => {
    const position = await readPosition().catch(() => unknownPosition)
    await store.setMarked(keyOf(hostId), position, newToken(), HOUR)
  }
  const findOrMake = async (key: string) => {
    const found = parseGeneration(await store.get(key))
    if (found !== null) return found
    // Before it is offered to others: whoever changes something meanwhile is there first.
    const made = { token: newToken(), position: await readPosition() }
    const isFirst = await store.setIfAbsent(key, `${made.position} ${made.token}`, HOUR)
    return isFirst ? made : parseGeneration(await store.get(key))
  }

  return {
    read: async (hostId) => {
      if (outage.isDoubtful()) return null
      try {
        return await findOrMake(keyOf(hostId))
      } catch (error) {
        if (error instanceof StoreUnavailableError) outage.note()
        return null
      }
    },
    bump: async (hostId) => {
      try {
        if (outage.isAway()) throw new StoreUnavailableError('the store is away')
        await tell(hostId)
      } catch {
        owed.add(hostId)
        outage.note()
      }
    },
    close: outage.close,
  }
}

function parseGeneration(text: string | null): Generation | null {
  const [, position, token] = /^(\d{20}) ([\w-]+)$/.exec(text ?? '') ?? []
  return position === undefined || token === undefined ? null : { token, position }
}
