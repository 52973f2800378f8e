import type { Workflow, WorkflowTrigger } from '@rendez/contract'
import { saySpan } from '../say-span.ts'

const moments: Record<WorkflowTrigger, { atOnce: string; later: string }> = {
  booked: { atOnce: 'As soon as it is booked', later: 'after it is booked' },
  moved: { atOnce: 'As soon as it is moved', later: 'after it is moved' },
  cancelled: { atOnce: 'As soon as it is cancelled', later: 'after it is cancelled' },
  before_start: { atOnce: 'At the start', later: 'before the start' },
  after_end: { atOnce: 'As soon as it is over', later: 'after the end' },
}

/** When a workflow sends, as people say it: '2 hours before the start'. */
export function sayMoment({
  trigger,
  offsetMinutes,
}: Pick<Workflow, 'trigger' | 'offsetMinutes'>): string {
  const { atOnce, later } = moments[trigger]
  return offsetMinutes === 0 ? atOnce : `${saySpan(offsetMinutes)} ${later}`
}

/** What it sends and to whom: 'SMS to the guest'. */
export function sayMessage({
  channel,
  recipient,
}: Pick<Workflow, 'channel' | 'recipient'>): string {
  return `${channel === 'mail' ? 'Mail' : 'SMS'} to ${recipient === 'host' ? 'you' : 'the guest'}`
}
