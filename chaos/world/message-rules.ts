import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { type MessageRule, REMINDER } from '../checker/evidence.ts'

/** How long before its start a booking is to be made, minutes, for its messages to be due while a run goes. */
export const SOON_MINUTES = 3 * 24 * 60

// Starts are five minutes apart: with these, something is due in each minute.
const remindersOfSoon = [0, 1, 2, 3, 4].map((more) => SOON_MINUTES + more)

const workflow = (trigger: MessageRule['trigger'], offsetMinutes: number): MessageRule => ({
  name: `${trigger}-${offsetMinutes}`,
  trigger,
  offsetMinutes,
  // A message to the host names no booking.
  readers: ['invitee'],
})

/** What two of the hosts made up; the others have the reminders of every new meeting type. */
const workflowsOfHosts = [
  [workflow('booked', 0), workflow('cancelled', 0)],
  [workflow('moved', 0), workflow('booked', 1)],
]

/** The rules of a host's meeting types; `null` for a host who has none that matters. */
export function chooseRules(
  hostNumber: number,
): { usual: MessageRule[]; soon: MessageRule[] } | null {
  const usual = workflowsOfHosts[hostNumber - 1]
  if (usual === undefined) return null
  const reminders = remindersOfSoon.map(
    (offsetMinutes): MessageRule => ({
      name: REMINDER,
      trigger: 'before_start',
      offsetMinutes,
      readers: ['invitee', 'host'],
    }),
  )
  return { usual, soon: [...usual, ...reminders, workflow('before_start', SOON_MINUTES + 2)] }
}

/** What a meeting type is stored with. */
export function describeReminders(rules: MessageRule[]): {
  minutes: number[]
  remindHost: boolean
} {
  const own = rules.filter(({ name }) => name === REMINDER)
  if (own.length === 0) return { minutes: [1440, 60], remindHost: false }
  return { minutes: own.map(({ offsetMinutes }) => offsetMinutes).toReversed(), remindHost: true }
}

/** Stores what a host made up for a meeting type. The words are read again by `read-mail.ts`. */
export async function insertWorkflows(
  sql: postgres.Sql,
  type: { id: string; hostId: string; rules: MessageRule[] },
): Promise<void> {
  const workflows = type.rules.filter(({ name }) => name !== REMINDER)
  for (const { name, trigger, offsetMinutes } of workflows) {
    await sql`
      insert into workflows (
        id, host_id, meeting_type_id, name, trigger, offset_minutes, channel, recipient, subject, text,
        active
      ) values (
        ${randomUUID()}, ${type.hostId}, ${type.id}, ${name}, ${trigger}, ${offsetMinutes}, 'mail',
        'invitee', ${`Rule ${name}`}, ${'For {{guest}}, see {{link}}'}, true
      )`
  }
}
