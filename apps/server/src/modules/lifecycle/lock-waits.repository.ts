import type postgres from 'postgres'

// A booking waits as long behind us, and its own patience is two seconds.
const LOCK_TIMEOUT = '300ms'
// A process that stands still, with a lock in its hands, loses it.
const IDLE_TIMEOUT = '10s'

/** For transactions that lock what people use: nobody is held for long behind one that waits itself. */
export async function limitWaiting(tx: postgres.TransactionSql): Promise<void> {
  await tx`
    select set_config('lock_timeout', ${LOCK_TIMEOUT}, true),
      set_config('idle_in_transaction_session_timeout', ${IDLE_TIMEOUT}, true)`
}
