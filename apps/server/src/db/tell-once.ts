/** Passes each line on once: work that is repeated as a whole says what it said before. */
export function createTellOnce(tell: (line: string) => void): (line: string) => void {
  const told = new Set<string>()
  return (line) => {
    if (told.has(line)) return
    told.add(line)
    tell(line)
  }
}
