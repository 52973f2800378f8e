import type { EventHandler, MessageBus } from '../../ports/message-bus.ts'

/** Hands an event to its handlers in this process; publishing takes as long as they do. */
export function createInProcessBus(): MessageBus {
  const handlers = new Map<string, EventHandler>()
  let closed = false
  return {
    subscribe: (consumer, handler) => {
      if (handlers.has(consumer)) throw new Error(`there already is a consumer ${consumer}`)
      handlers.set(consumer, handler)
    },
    publish: async (event) => {
      if (closed) throw new Error('the bus is closed')
      // All of them, even when one fails: an event that comes again is no news to the others.
      const results = await Promise.allSettled(
        [...handlers.values()].map((handle) => handle(event)),
      )
      const failures = results.filter((result) => result.status === 'rejected')
      if (failures.length === 1) throw failures[0]?.reason
      if (failures.length > 1) {
        throw new AggregateError(
          failures.map(({ reason }) => reason),
          `${failures.length} consumers failed`,
        )
      }
    },
    isReady: () => !closed,
    ping: async () => {
      if (closed) throw new Error('the bus is closed')
    },
    // `publish` has waited for all of them.
    laterConsumers: () => [],
    countMessages: async () => [],
    close: async () => {
      closed = true
    },
  }
}
