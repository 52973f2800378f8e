import type { Excuses } from './create-excuses.ts'
import type { ReceivedMail } from './evidence.ts'

/** How long a process may take from reading what became of a booking to handing the mail over. */
export const SEND_MS = 30_000

/** Whether it tells what was `over` for longer than it may take to send it; what stood still is not counted. */
export function isLate(
  { server, at }: Pick<ReceivedMail, 'server' | 'at'>,
  over: number,
  { hinderedFor }: Excuses,
): boolean {
  return at > over + SEND_MS && at - hinderedFor(server, over, at) > over + SEND_MS
}
