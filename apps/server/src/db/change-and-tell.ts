import { tellOfFailure } from './tell-of-failure.ts'

/** Waits for a change, then tells of it before anybody else hears: also after a failure. */
export async function changeAndTell<Result>(
  change: Promise<Result>,
  tell: () => Promise<void>,
): Promise<Result> {
  const result = await tellOfFailure(change, tell)
  await tell()
  return result
}
