import type { Intent } from '../history/operation.ts'
import type { Stage } from './scenario.ts'

/** Whether a mail has come to whoever wanted this. */
export function isTold({ world }: Pick<Stage, 'world'>, { inviteeEmail }: Intent): boolean {
  return world.mail.received.some(({ recipient }) => recipient === inviteeEmail)
}
