import type { Disturbance, ReceivedMail } from './evidence.ts'

// How long a process may take from accepting a mail to noting it: the longest query.
const NOTE_MS = 20_000

/** How long a process may take from reading what became of a booking to handing the mail over. */
export const SEND_MS = 30_000

/** Whether this may have kept a process from noting that a mail was accepted, or from sending it in time. */
export function mayHide(
  { target, from, until }: Disturbance,
  { server, at }: Pick<ReceivedMail, 'server' | 'at'>,
): boolean {
  const concerns = target === server || target.startsWith(`${server} `) || target === 'postgres'
  return concerns && from <= at + NOTE_MS && until >= at - NOTE_MS
}
