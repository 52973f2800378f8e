import { fillPlaceholders, findGuestsWords } from '@rendez/contract'
import { describePlaceholders, workflowMail } from '@rendez/emails'
import { addressMail } from './address-mail.ts'
import { describeBooking, rebookUrl } from './describe-booking.ts'
import { type BookingForMail, findWorkflow } from './notifications.repository.ts'
import type { MessageDeps, MessageDueEvent } from './on-message-due.ts'
import type { Rule } from './read-rule.ts'
import { sendMessage } from './send-message.ts'
import { sendTextMessage } from './send-text-message.ts'

type Workflow = NonNullable<Awaited<ReturnType<typeof findWorkflow>>>
type Due = { found: BookingForMail; rule: Rule & { kind: 'workflow' } }

/** Sends what a host made up for this moment, in the words that it has now. */
export async function sendWorkflow(
  deps: MessageDeps,
  event: MessageDueEvent,
  { found, rule }: Due,
): Promise<void> {
  const workflow = await findWorkflow(deps.database, rule.workflowId)
  const fields = { eventId: event.id, workflowId: rule.workflowId }
  if (workflow === null) return deps.log.info(fields, 'a workflow is gone')
  const skipReason = reasonToSkip(event, workflow, found)
  const identity = {
    eventId: event.id,
    bookingId: found.booking.id,
    template: `workflow.${workflow.recipient}`,
    ...(skipReason === null ? {} : { skipReason }),
  }
  if (workflow.channel === 'mail') return sendAsMail(deps, { found, workflow, identity })
  const to = phoneOf(workflow, found)
  if (to === null) return deps.log.info(fields, 'there is no number to send a text message to')
  const mail = describeBooking(found, workflow.recipient, deps)
  const text = fillPlaceholders(workflow.text, describePlaceholders(mail))
  await sendTextMessage(deps, { ...identity, hostId: found.booking.hostId, to, text })
}

type Identity = Pick<
  Parameters<typeof sendMessage>[1],
  'eventId' | 'bookingId' | 'template' | 'skipReason'
>

function sendAsMail(
  deps: MessageDeps,
  { found, workflow, identity }: { found: BookingForMail; workflow: Workflow; identity: Identity },
): Promise<void> {
  const mail = describeBooking(found, workflow.recipient, deps)
  const values = describePlaceholders(mail)
  return sendMessage(deps, {
    ...identity,
    ...addressMail(mail, found.host.address, deps.mailFrom),
    message: workflowMail(mail, {
      subject: fillPlaceholders(workflow.subject, values),
      text: fillPlaceholders(workflow.text, values),
      ...(workflow.trigger === 'cancelled' ? { rebookUrl: rebookUrl(found, deps.publicUrl) } : {}),
    }),
  })
}

function phoneOf(workflow: Workflow, { booking, meetingType }: BookingForMail): string | null {
  if (workflow.recipient === 'host') return workflow.phoneNumber
  return meetingType?.sms === 'off' ? null : booking.inviteePhone
}

/** Nothing goes out that was true when its time was set and is no longer. */
function reasonToSkip(
  { payload }: MessageDueEvent,
  workflow: Workflow,
  { booking, hasBegun }: BookingForMail,
): string | null {
  const { trigger, active, meetingTypeId } = workflow
  // One that was saved while it was still allowed.
  if (findGuestsWords(workflow) !== null) return 'it would text what the guest typed'
  if (!active || meetingTypeId !== booking.meetingTypeId) return 'the workflow is switched off'
  if (trigger !== 'cancelled' && booking.status === 'cancelled') {
    return 'the booking was cancelled meanwhile'
  }
  if (trigger !== 'booked' && booking.version !== payload.version) {
    return 'the booking was moved meanwhile'
  }
  const isForBefore = trigger !== 'after_end' && trigger !== 'cancelled'
  return isForBefore && hasBegun ? 'the meeting has begun' : null
}
