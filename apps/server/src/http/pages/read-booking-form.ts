import type { GuestRequest } from '@rendez/web/render-page'

/** A booking as a form without JavaScript sends it, or a look at other times before it. */
export type BookingForm = {
  /** Nothing is to be booked: another month, day or time is to be shown, and what was typed stays. */
  onlyLooks: boolean
  input: {
    startTime: string
    inviteeName: string
    inviteeEmail: string
    inviteeTimeZone: string
    /** null when the field was left empty, or is not there. */
    inviteePhone: string | null
    notes: string
  }
  /** The request as if the form's values stood in its address: what to show when nothing is booked. */
  asRequest: GuestRequest
  idempotencyKey: string | null
}

/** As the page wrote it into the form; a key of any other shape is not ours. */
const keyFormat = /^[0-9a-f-]{36}$/

/** What the address of the page would say of it. */
const asked = ['month', 'date', 'time', 'timezone', 'name', 'email', 'phone', 'notes']

/** Reads the form. Of `time` the last counts: a button for another time sends its own after it. */
export function readBookingForm(body: string, request: GuestRequest): BookingForm {
  const form = new URLSearchParams(body)
  const text = (name: string) => form.getAll(name).at(-1) ?? ''
  const url = new URL(request.url)
  for (const name of asked) url.searchParams.set(name, text(name))
  return {
    onlyLooks: text('step') === 'look' || text('time') === '',
    input: {
      startTime: text('time'),
      inviteeName: text('name'),
      inviteeEmail: text('email'),
      inviteeTimeZone: text('timezone'),
      inviteePhone: text('phone').trim() || null,
      notes: text('notes'),
    },
    asRequest: { ...request, url: url.href },
    idempotencyKey: keyFormat.test(text('idempotencyKey')) ? text('idempotencyKey') : null,
  }
}
