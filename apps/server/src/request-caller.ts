import { AsyncLocalStorage } from 'node:async_hooks'

/** Who waits for the answer to a request. */
export type RequestCaller = {
  /** When the request arrived, by `performance.now()`. */
  arrival: number
  /** Aborted when the connection is closed before the answer is sent. */
  signal: AbortSignal
}

const storage = new AsyncLocalStorage<RequestCaller>()

export function answerCaller<Result>(caller: RequestCaller, work: () => Result): Result {
  return storage.run(caller, work)
}

/** Milliseconds since the request arrived that is being answered; 0 outside of one. */
export function readWaitMs(): number {
  const caller = storage.getStore()
  return caller === undefined ? 0 : performance.now() - caller.arrival
}

/** Whether nobody waits for the answer any more; false outside of a request. */
export function isCallerGone(): boolean {
  return storage.getStore()?.signal.aborted ?? false
}
