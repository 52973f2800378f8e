/**
 * Waits for messages that are being sent. Each for itself: one that fails keeps nobody else from
 * theirs.
 * @throws the first failure, once all of them are done
 */
export async function sendEach(messages: Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(messages)
  const failure = results.find((result) => result.status === 'rejected')
  if (failure) throw failure.reason
}
