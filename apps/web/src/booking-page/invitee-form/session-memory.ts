/** Reads what this tab kept under a name; null when there is nothing or the browser refuses. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps something for this tab; null forgets it. Where the browser refuses, the page goes on. */
export function keep(name: string, value: object | null): void {
  try {
    if (value === null) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, JSON.stringify(value))
  } catch {
    // Without storage only a reload loses what was typed.
  }
}
