import type { Intent, Outcome } from '../history/operation.ts'
import type { MeetingType } from './evidence.ts'
import { claimOf } from './trace-occupations.ts'

export type SimulatedHold = { id: string; type: MeetingType; startTime: number; endsAt: number }

const LASTS_MS = 4_000

/** Holds of a simulated store; each ends by itself. Times are of the run's clock, which began at `startedAt`. */
export class SimulatedHolds {
  readonly #holds = new Map<string, SimulatedHold>()
  readonly #keys = new Map<string, Outcome>()
  readonly #now: () => number
  readonly #startedAt: number
  #count = 0

  constructor(now: () => number, startedAt: number) {
    this.#now = now
    this.#startedAt = startedAt
  }

  /** What was answered under its key. */
  findAnswer({ key }: Intent): Outcome | undefined {
    return this.#keys.get(key ?? '')
  }

  hold({ key, startTime = 0 }: Intent, type: MeetingType): Outcome {
    this.#count += 1
    const id = `hold ${this.#count}`
    const endsAt = this.#now() + LASTS_MS
    this.#holds.set(id, { id, type, startTime, endsAt })
    const answer = { holdId: id, expiresAt: this.#startedAt + endsAt }
    this.#keys.set(key ?? '', { outcome: 'ok', answer })
    return { outcome: 'ok', answer }
  }

  release({ holdId = '' }: Intent): Outcome {
    return this.end(holdId)
      ? { outcome: 'ok', answer: {} }
      : { outcome: 'refused', code: 'NOT_FOUND' }
  }

  /** Answers whether it was alive. */
  end(id: string): boolean {
    const isAlive = this.listAlive().some((hold) => hold.id === id)
    this.#holds.delete(id)
    return isAlive
  }

  listAlive(): SimulatedHold[] {
    return [...this.#holds.values()].filter(({ endsAt }) => endsAt > this.#now())
  }

  /** Whether a hold has a part of this time, other than `except`. */
  meets(wanted: MeetingType, startTime: number, except?: string): boolean {
    const claim = claimOf(wanted, startTime)
    return this.listAlive().some(({ id, type, startTime: held }) => {
      const other = claimOf(type, held)
      const isApart = other.end <= claim.start || claim.end <= other.start
      return !isApart && id !== except && type.hostId === wanted.hostId
    })
  }
}
