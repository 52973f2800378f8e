import type { KeyValueStore } from '../../../ports/key-value-store.ts'

export type StoreOutage = {
  /** The store did not answer: it is looked at until it does, and nobody else asks it meanwhile. */
  note(): void
  isAway(): boolean
  /** It is away, or was so recently that it may not have been told of every change. */
  isDoubtful(): boolean
  close(): void
}

type OutageDeps = {
  store: Pick<KeyValueStore, 'ping'>
  /** Tells the store what it has missed. Rejects while it is away. */
  payDebts(): Promise<void>
  /** Every instance pays its debts within this time. */
  settleMs: number
}

const PROBE_EVERY_MS = 250

/** Follows an outage of the store to its end. */
export function followOutages({ store, payDebts, settleMs }: OutageDeps): StoreOutage {
  let state: 'here' | 'away' | 'settling' = 'here'
  let timer: NodeJS.Timeout | undefined
  const later = (work: () => void, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
    timer.unref()
  }
  const settle = () => {
    state = 'settling'
    later(() => {
      state = 'here'
    }, settleMs)
  }
  const probe = () => store.ping().then(payDebts).then(settle, wait)
  const wait = () => later(() => void probe(), PROBE_EVERY_MS)
  return {
    note: () => {
      if (state !== 'away') wait()
      state = 'away'
    },
    isAway: () => state === 'away',
    isDoubtful: () => state !== 'here',
    close: () => clearTimeout(timer),
  }
}
