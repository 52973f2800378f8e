/**
 * Does the work for each, one after the other, and goes on after one that failed.
 *
 * @param isInVain whether an error says that the others would fail as well
 * @throws what failed, once the others are done: that error, or an AggregateError of several
 */
export async function doEachAnyway<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  {
    signal,
    isInVain = () => false,
  }: { signal: AbortSignal; isInVain?: (error: unknown) => boolean },
): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) {
    signal.throwIfAborted()
    try {
      await work(item)
    } catch (error) {
      if (signal.aborted) throw error
      failures.push(error)
      if (isInVain(error)) break
    }
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '))
}
