export type SizedMap<Value> = {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** Keeps what was used last, up to a size in all; what alone is larger than that is not kept. */
export function createSizedMap<Value extends { size: number }>(mostSize: number): SizedMap<Value> {
  const values = new Map<string, Value>()
  let size = 0
  const drop = (key: string) => {
    size -= values.get(key)?.size ?? 0
    values.delete(key)
  }
  return {
    get: (key) => {
      const value = values.get(key)
      if (value === undefined) return undefined
      // A Map keeps the order of insertion: the one used least recently is the first.
      values.delete(key)
      values.set(key, value)
      return value
    },
    set: (key, value) => {
      drop(key)
      if (value.size > mostSize) return
      values.set(key, value)
      size += value.size
      for (const oldest of values.keys()) {
        if (size <= mostSize) return
        drop(oldest)
      }
    },
  }
}
