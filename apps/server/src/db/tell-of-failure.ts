/** Tells of a change whose call failed, for nobody knows what a broken connection has done. */
export async function tellOfFailure<Result>(
  change: Promise<Result>,
  tell: () => Promise<void>,
): Promise<Result> {
  try {
    return await change
  } catch (error) {
    await tell()
    throw error
  }
}
