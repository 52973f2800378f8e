import type { KeyValueStore } from '../ports/key-value-store.ts'
import type { OutboxRelay } from './relay-outbox.ts'

const channel = 'outbox'

/** Stands for the relays of other instances, where this one has none. They would look by themselves too. */
export function createDistantRelay(store: Pick<KeyValueStore, 'publish'>): OutboxRelay {
  return {
    nudge: () => void store.publish(channel, '').catch(() => {}),
    drain: async () => {},
    stop: async () => {},
  }
}

/** Lets instances without a relay nudge this one, until the store is closed. */
export function hearDistantRelays(
  store: Pick<KeyValueStore, 'subscribe'>,
  relay: Pick<OutboxRelay, 'nudge'>,
): void {
  store.subscribe(channel, relay.nudge).catch(() => {})
}
