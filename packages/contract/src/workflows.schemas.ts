import { z } from 'zod'
import { findGuestsWords, findUnknownPlaceholder, MOST_SMS_CHARACTERS } from './placeholders.ts'
import { lineSchema, phoneSchema, textSchema } from './text.schemas.ts'

export const workflowTriggerSchema = z.enum([
  'booked',
  'moved',
  'cancelled',
  'before_start',
  'after_end',
])
export type WorkflowTrigger = z.infer<typeof workflowTriggerSchema>

const workflowFields = {
  meetingTypeId: z.uuid('Please choose a meeting type.'),
  name: lineSchema(80),
  trigger: workflowTriggerSchema,
  /** Before the start with `before_start`, after the event with the others. */
  offsetMinutes: z
    .int('Whole minutes, please.')
    .min(0)
    .max(60 * 24 * 30, 'At most 30 days.'),
  channel: z.enum(['mail', 'sms']),
  recipient: z.enum(['invitee', 'host']),
  /** Where the host gets text messages; null for all others. */
  phoneNumber: phoneSchema.nullable(),
  /** Of a mail. */
  subject: textSchema(150),
  text: textSchema(2000),
  active: z.boolean(),
}

type WorkflowFields = z.output<z.ZodObject<typeof workflowFields>>

function listProblems(workflow: WorkflowFields): [path: keyof WorkflowFields, message: string][] {
  const { channel, recipient, trigger, offsetMinutes, phoneNumber, subject, text } = workflow
  const unknown = (['subject', 'text'] as const).flatMap((path) => {
    const written = findUnknownPlaceholder(workflow[path])
    return written === null ? [] : [[path, `There is no placeholder ${written}.`] as const]
  })
  const guestsWords = findGuestsWords(workflow)
  const rules: [broken: boolean, path: keyof WorkflowFields, message: string][] = [
    [text === '', 'text', 'Please write the message.'],
    [channel === 'mail' && subject === '', 'subject', 'A mail needs a subject.'],
    [
      channel === 'sms' && text.length > MOST_SMS_CHARACTERS,
      'text',
      `A text message has at most ${MOST_SMS_CHARACTERS} characters.`,
    ],
    [
      guestsWords !== null,
      'text',
      `${guestsWords} cannot be in a text message to the guest: whoever books could send words of their own to any number.`,
    ],
    [
      channel === 'sms' && recipient === 'host' && phoneNumber === null,
      'phoneNumber',
      'Please enter your mobile number.',
    ],
    [
      trigger === 'before_start' && offsetMinutes < 5,
      'offsetMinutes',
      'At least 5 minutes before the start.',
    ],
  ]
  const broken = rules.flatMap(([isBroken, path, message]) =>
    isBroken ? [[path, message] as const] : [],
  )
  return [...unknown, ...broken].map(([path, message]) => [path, message])
}

function addProblems(workflow: WorkflowFields, context: z.RefinementCtx): void {
  for (const [path, message] of listProblems(workflow)) {
    context.addIssue({ code: 'custom', path: [path], message })
  }
}

export const createWorkflowSchema = z.object(workflowFields).strict().superRefine(addProblems)
export type CreateWorkflowInput = z.infer<typeof createWorkflowSchema>

/** All of it: what a workflow says belongs together. */
export const updateWorkflowSchema = z
  .object({ id: z.uuid(), ...workflowFields })
  .strict()
  .superRefine(addProblems)
export type UpdateWorkflowInput = z.infer<typeof updateWorkflowSchema>

/** A message that a host made up, at an offset from what happens to bookings of a meeting type. */
export const workflowSchema = z.object({ id: z.string(), ...workflowFields })
export type Workflow = z.infer<typeof workflowSchema>
