/** The broker is there, and silent about what it was asked. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

/** What the work answers; rejects with a NoAnswerError when that takes longer than `milliseconds`. */
export async function withinDeadline<Answer>(
  work: Promise<Answer>,
  milliseconds: number,
): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new NoAnswerError(`no answer within ${milliseconds} ms`)),
    milliseconds,
  )
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
