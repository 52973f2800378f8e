import type { Handling } from './inbox.repository.ts'

type Note = () => Promise<void>

export type UnnotedEnds = {
  /** Notes how an attempt ended, or without `end` what is kept of an earlier one; keeps what it cannot note. */
  note(handling: Handling, end?: Note): Promise<void>
}

// An event may be brought again to another process only, and what is kept here is of no use then.
const MOST = 1_000

/**
 * What became of attempts, while the database cannot be told: their process lives, so they count neither as
 * ended with it nor once more.
 */
export function keepEnds(): UnnotedEnds {
  const ends = new Map<string, Note>()
  return {
    async note({ eventId, consumer }, end) {
      const key = `${eventId} ${consumer}`
      const note = end ?? ends.get(key)
      if (note === undefined) return
      // Nobody else notes it meanwhile.
      ends.delete(key)
      try {
        await note()
      } catch (error) {
        ends.set(key, note)
        const [oldest = key] = ends.keys()
        if (ends.size > MOST) ends.delete(oldest)
        throw error
      }
    },
  }
}
