import type { Reason } from './verdict.ts'

/**
 * One plain English sentence for a reason, with times in `timeZone`. The codes and the data are
 * for programs; this is for people who ask why.
 */
export function explain(reason: Reason, timeZone: string): string {
  throw new Error(`being written: ${reason.code} ${timeZone}`)
}
