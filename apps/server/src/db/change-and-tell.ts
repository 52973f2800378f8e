/**
 * Waits for a change, then tells of it before anybody else hears: also after a failure, for nobody knows
 * what a broken connection has done.
 */
export async function changeAndTell<Result>(
  change: Promise<Result>,
  tell: () => Promise<void>,
): Promise<Result> {
  try {
    return await change
  } finally {
    await tell()
  }
}
