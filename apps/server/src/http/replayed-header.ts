/** Says that the answer is the one of an earlier request under the same key. */
export const replayedHeader = { 'Idempotency-Replayed': 'true' }
