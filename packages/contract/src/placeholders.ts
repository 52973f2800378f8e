/** The longest text message that a host may write, placeholders not yet filled. */
export const MOST_SMS_CHARACTERS = 480

/** What a host may write into a message for something of the booking: `{{guest}}`. */
export const placeholders = [
  { name: 'guest', says: "the guest's name" },
  { name: 'host', says: 'your name' },
  { name: 'meeting', says: 'the name of the meeting type' },
  { name: 'time', says: 'when it is, in both time zones' },
  { name: 'place', says: 'where it is' },
  { name: 'link', says: 'where the reader sees and changes the booking' },
] as const

export type PlaceholderName = (typeof placeholders)[number]['name']
export type PlaceholderValues = Record<PlaceholderName, string>

const pattern = /\{\{\s*([\w-]+)\s*\}\}/g

/** What whoever books types: in a text message it would go to any number that they give. */
const typedByGuest: readonly string[] = ['guest'] satisfies PlaceholderName[]

/** A message with what may stand in it. */
type Written = { channel: 'mail' | 'sms'; recipient: 'invitee' | 'host' }

const isTextToGuest = ({ channel, recipient }: Written) =>
  channel === 'sms' && recipient === 'invitee'

/** What a host may write into such a message: into an SMS to the guest nothing that the guest typed. */
export function listPlaceholders(written: Written): (typeof placeholders)[number][] {
  const isLeftOut = isTextToGuest(written)
  return placeholders.filter(({ name }) => !(isLeftOut && typedByGuest.includes(name)))
}

/** What must not stand in such a message, as it is written; null when there is nothing. */
export function findGuestsWords({ text, ...written }: Written & { text: string }): string | null {
  if (!isTextToGuest(written)) return null
  for (const [found, name = ''] of text.matchAll(pattern)) {
    if (typedByGuest.includes(name)) return found
  }
  return null
}

const isPlaceholder = (name: string): name is PlaceholderName =>
  placeholders.some((placeholder) => placeholder.name === name)

/** Puts the values in, once: what a value holds is never a placeholder itself. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replace(pattern, (written, name: string) =>
    isPlaceholder(name) ? values[name] : written,
  )
}

/** What is written like a placeholder and is none, as it is written; null when there is nothing. */
export function findUnknownPlaceholder(text: string): string | null {
  for (const [written, name = ''] of text.matchAll(pattern)) {
    if (!isPlaceholder(name)) return written
  }
  return null
}
