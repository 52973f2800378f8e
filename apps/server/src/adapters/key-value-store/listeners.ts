type Listener = (message: string) => void

export type Listeners = {
  /** true for the first of its channel. */
  add(channel: string, listener: Listener): boolean
  /** true when it was the last of its channel. */
  remove(channel: string, listener: Listener): boolean
  tell(channel: string, message: string): void
  channels(): string[]
  clear(): void
}

/** Who listens to which channel in this process. */
export function createListeners(): Listeners {
  const listeners = new Map<string, Set<Listener>>()
  return {
    add: (channel, listener) => {
      const others = listeners.get(channel) ?? new Set()
      listeners.set(channel, others.add(listener))
      return others.size === 1
    },
    remove: (channel, listener) => {
      const others = listeners.get(channel)
      if (!others?.delete(listener) || others.size > 0) return false
      return listeners.delete(channel)
    },
    tell: (channel, message) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener(message)
    },
    channels: () => [...listeners.keys()],
    clear: () => listeners.clear(),
  }
}
